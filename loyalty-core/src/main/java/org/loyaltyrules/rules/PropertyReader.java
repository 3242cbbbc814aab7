package org.loyaltyrules.rules;

import org.drools.base.base.ValueResolver;
import org.drools.base.base.ValueType;
import org.drools.base.base.extractors.BaseObjectClassFieldReader;
import org.jspecify.annotations.Nullable;

/** How Drools reads a text property when it looks up which constraints hold for it. */
// Drools declares it serializable; nothing here is ever serialized.
@SuppressWarnings("serial")
final class PropertyReader extends BaseObjectClassFieldReader {

    private static final long serialVersionUID = 1L;

    private final transient Evaluator property;

    PropertyReader(Term.Property property) {
        super(property.index(), String.class, ValueType.STRING_TYPE);
        this.property = property.reader();
    }

    @Override
    public @Nullable Object getValue(@Nullable ValueResolver resolver, Object fact) {
        return property.value(fact, Variables.NONE);
    }
}
