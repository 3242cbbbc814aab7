package org.loyaltyrules.examples.benchmarks.peer;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jeasy.rules.api.Facts;
import org.jeasy.rules.api.Rules;
import org.jeasy.rules.core.DefaultRulesEngine;
import org.jeasy.rules.mvel.MVELRuleFactory;
import org.jeasy.rules.support.reader.YamlRuleDefinitionReader;
import org.loyaltyrules.examples.benchmarks.retailer.PurchaseRules;
import org.loyaltyrules.examples.benchmarks.retailer.Term;
import org.loyaltyrules.examples.benchmarks.retailer.Visit;
import org.mvel2.ParserContext;

/** The rules in Easy Rules: files of conditions and actions in MVEL. It knows no patterns: rules on lines fire line by line. */
public final class EasyRules implements PurchaseRules {

    private final DefaultRulesEngine engine = new DefaultRulesEngine();
    private final Rules purchase = read("purchase");
    private final Rules line = read("line");
    private final Rules standing = read("standing");
    private final Rules promotion = read("promotion");

    private EasyRules() {}

    /** The rules. */
    public static PurchaseRules create() {
        return new EasyRules();
    }

    private static Rules read(String name) {
        ParserContext context = new ParserContext();
        context.addImport(Term.class);
        context.addImport(BigDecimal.class);
        String file = "/peers/easy-rules-" + name + ".yml";
        try (InputStream in = EasyRules.class.getResourceAsStream(file)) {
            return new MVELRuleFactory(new YamlRuleDefinitionReader(), context)
                    .createRules(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (Exception e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }

    @Override
    public void onPurchase(Visit visit) {
        Facts facts = new Facts();
        facts.put("visit", visit);
        facts.put("shopper", Shopper.of(visit));
        facts.put("basket", Basket.of(visit));
        engine.fire(purchase, facts);
        for (Item item : Item.of(visit)) {
            facts.put("item", item);
            engine.fire(line, facts);
        }
    }

    @Override
    public void onStanding(Visit visit) {
        Facts facts = new Facts();
        facts.put("visit", visit);
        facts.put("standing", Standing.of(visit));
        engine.fire(standing, facts);
    }

    @Override
    public void onPromotion(Visit visit) {
        Facts facts = new Facts();
        facts.put("visit", visit);
        facts.put("promotion", new Promotion(visit.tierAfter()));
        engine.fire(promotion, facts);
    }
}
