package org.loyaltyrules.junit;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.testing.ProgramVerifier;
import org.loyaltyrules.testing.RuleCoverage;

/** Does what {@link LoyaltyTest} says. */
final class LoyaltyExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(LoyaltyExtension.class);

    /** A verifier and the class whose tests share it with those of its nested classes. */
    private record Shared(Class<?> owner, ProgramVerifier verifier) {}

    @Override
    public void beforeAll(ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        if (context.getStore(NAMESPACE).get(Shared.class) == null) {
            LoyaltyTest about = type.getAnnotation(LoyaltyTest.class);
            if (about == null) {
                throw new IllegalStateException(type.getName() + " must have @LoyaltyTest, not only the extension");
            }
            Shared shared = new Shared(type, ProgramVerifier.of(load(about, type)));
            context.getStore(NAMESPACE).put(Shared.class, shared);
        }
    }

    private static LoyaltyProgram load(LoyaltyTest about, Class<?> type) {
        if (about.value().isEmpty() == about.folder().isEmpty()) {
            throw new IllegalArgumentException("@LoyaltyTest of " + type.getName()
                    + " must name either a bundled program, @LoyaltyTest(\"starter\"), or a folder, @LoyaltyTest(folder ="
                    + " \"my-program\")");
        }
        return about.folder().isEmpty()
                ? LoyaltyProgram.bundled(about.value())
                : LoyaltyProgram.load(Path.of(about.folder()));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Shared shared = shared(context);
        if (shared.owner() != context.getRequiredTestClass()) {
            return;
        }
        RuleCoverage coverage = shared.verifier().coverage();
        String text = shared.owner().getSimpleName() + ", program "
                + shared.verifier().program().id() + ": " + coverage.describe();
        if (!coverage.notFired().isEmpty()
                && shared.owner().getAnnotation(LoyaltyTest.class).everyRule()) {
            throw new AssertionError(text);
        }
        System.out.println(text);
    }

    private static Shared shared(ExtensionContext context) {
        Shared shared = context.getStore(NAMESPACE).get(Shared.class, Shared.class);
        if (shared == null) {
            throw new IllegalStateException("no program was loaded for " + context.getDisplayName());
        }
        return shared;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == ProgramVerifier.class || type == LoyaltyProgram.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ProgramVerifier verifier = shared(context).verifier();
        return parameter.getParameter().getType() == ProgramVerifier.class ? verifier : verifier.program();
    }
}
