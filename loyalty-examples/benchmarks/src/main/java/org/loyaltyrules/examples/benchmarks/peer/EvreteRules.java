package org.loyaltyrules.examples.benchmarks.peer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.evrete.KnowledgeService;
import org.evrete.api.Knowledge;
import org.evrete.api.StatelessSession;
import org.evrete.api.builders.LhsBuilder;
import org.evrete.api.builders.RuleSetBuilder;
import org.loyaltyrules.examples.benchmarks.retailer.PurchaseRules;
import org.loyaltyrules.examples.benchmarks.retailer.Term;
import org.loyaltyrules.examples.benchmarks.retailer.Visit;

/** The rules in Evrete: conditions as text, consequences in Java, a stateless session for each step of a purchase. */
public final class EvreteRules implements PurchaseRules {

    private final Knowledge onPurchase;
    private final Knowledge onStanding;
    private final Knowledge onPromotion;

    private EvreteRules(KnowledgeService service) {
        this.onPurchase = onPurchase(service);
        this.onStanding = onStanding(service);
        this.onPromotion = onPromotion(service);
    }

    /** The rules. */
    public static PurchaseRules create() {
        return new EvreteRules(new KnowledgeService());
    }

    private static Knowledge onPurchase(KnowledgeService service) {
        RuleSetBuilder<Knowledge> rules = service.newKnowledge().builder();
        basket(rules, "One point for every yuan", visit -> visit.earn(Term.BASE_POINTS, 1));
        rules.newRule("30 percent off the first purchase")
                .forEach("$visit", Visit.class, "$shopper", Shopper.class)
                .where("$shopper.first == true")
                .execute(context -> context.<Visit>get("$visit").discount(Term.FIRST_PURCHASE, 30));
        basket(
                rules,
                "5 percent off on Member Day",
                visit -> visit.discount(Term.MEMBER_DAY, 5),
                "$basket.dayOfMonth == 15");
        shopperAndItem(
                rules,
                "5 percent off in the birthday month",
                (visit, item) -> visit.discount(Term.BIRTHDAY_MONTH, item.getPlace(), 5),
                "$shopper.birthdayMonth == true",
                "!$item.category.equals(\"FRESH\")",
                "!$item.tags.contains(\"SPECIAL\")");
        shopperAndItem(
                rules,
                "Another 5 percent off in the birthday month from Silver",
                (visit, item) -> visit.discount(Term.BIRTHDAY_MONTH_SILVER, item.getPlace(), 5),
                "$shopper.birthdayMonth == true",
                "$shopper.tier >= 1",
                "!$item.category.equals(\"FRESH\")",
                "!$item.tags.contains(\"SPECIAL\")");
        item(
                rules.newRule("Friday night flash sale")
                        .forEach("$visit", Visit.class, "$basket", Basket.class, "$item", Item.class)
                        .where("$basket.dayOfWeek.equals(\"FRIDAY\")", "$basket.hour == 20")
                        .where("$item.tags.contains(\"FLASH\")"),
                (visit, item) -> visit.discount(Term.FLASH_SALE, item.getPlace(), 10, 3));
        shopperAndItem(
                rules,
                "Goods may be bought from the day they go on sale",
                (visit, item) -> visit.reject("NOT_YET_ON_SALE"),
                "$shopper.tier < 2",
                "$item.daysToSale > 0");
        shopperAndItem(
                rules,
                "Gold members may buy three days before the sale starts",
                (visit, item) -> visit.reject("NOT_YET_ON_SALE"),
                "$shopper.tier >= 2",
                "$item.daysToSale > 3");
        item(
                rules.newRule("The Gold upgrade makes a Gold member")
                        .forEach("$visit", Visit.class, "$item", Item.class)
                        .where("$item.sku.equals(\"GOLD_UPGRADE\")"),
                (visit, item) -> {
                    visit.tier(Term.GOLD_UPGRADE, "GOLD");
                    visit.exclude(Term.GOLD_UPGRADE, item.getPlace());
                });
        return rules.build();
    }

    /** What a rule does with the visit. */
    private interface Grant {
        void to(Visit visit);
    }

    private static void basket(RuleSetBuilder<Knowledge> rules, String name, Grant grant, String... conditions) {
        rules.newRule(name)
                .forEach("$visit", Visit.class, "$basket", Basket.class)
                .where(conditions)
                .execute(context -> grant.to(context.get("$visit")));
    }

    private static void shopperAndItem(
            RuleSetBuilder<Knowledge> rules, String name, BiConsumer<Visit, Item> grant, String... conditions) {
        item(
                rules.newRule(name)
                        .forEach("$visit", Visit.class, "$shopper", Shopper.class, "$item", Item.class)
                        .where(conditions),
                grant);
    }

    private static void item(LhsBuilder<Knowledge> rule, BiConsumer<Visit, Item> grant) {
        rule.execute(context -> grant.accept(context.get("$visit"), context.get("$item")));
    }

    private static Knowledge onStanding(KnowledgeService service) {
        RuleSetBuilder<Knowledge> rules = service.newKnowledge().builder();
        standing(
                rules,
                "A purchase of 1,000 yuan or more earns 200 points on top",
                (visit, standing) -> visit.points(Term.LARGE_PURCHASE, 200),
                "$standing.payable >= 100000");
        standing(
                rules,
                "5,000 points on reaching 10,000 yuan",
                (visit, standing) -> visit.points(Term.REACHES_10000, 5_000),
                "$standing.before < 1000000",
                "$standing.spend >= 1000000");
        standing(
                rules,
                "10,000 points on reaching 20,000 yuan",
                (visit, standing) -> visit.points(Term.REACHES_20000, 10_000),
                "$standing.before < 2000000",
                "$standing.spend >= 2000000");
        standing(
                rules,
                "20,000 points on reaching 30,000 yuan",
                (visit, standing) -> visit.points(Term.REACHES_30000, 20_000),
                "$standing.before < 3000000",
                "$standing.spend >= 3000000");
        standing(
                rules,
                "Silver from 500 yuan",
                (visit, standing) -> visit.tier(Term.SILVER, "SILVER"),
                "$standing.spend >= 50000");
        standing(
                rules,
                "Gold from 2,000 yuan",
                (visit, standing) -> visit.tier(Term.GOLD, "GOLD"),
                "$standing.spend >= 200000");
        standing(
                rules,
                "Diamond from 5,000 yuan",
                (visit, standing) -> visit.tier(Term.DIAMOND, "DIAMOND"),
                "$standing.spend >= 500000");
        standing(
                rules,
                "Members close to Silver are told what is missing",
                (visit, standing) -> visit.message(
                        Term.NEARLY_SILVER, "NEARLY_SILVER", BigDecimal.valueOf(50_000 - standing.getSpend(), 2)),
                "$standing.tier == 0",
                "$standing.spend >= 40000",
                "$standing.spend < 50000");
        standing(
                rules,
                "A voucher for the first purchase of 30 yuan or more",
                (visit, standing) -> visit.voucher(Term.FIRST_VOUCHER, "FIRST10"),
                "$standing.first == true",
                "$standing.payable >= 3000");
        return rules.build();
    }

    private static void standing(
            RuleSetBuilder<Knowledge> rules, String name, BiConsumer<Visit, Standing> grant, String... conditions) {
        rules.newRule(name)
                .forEach("$visit", Visit.class, "$standing", Standing.class)
                .where(conditions)
                .execute(context -> grant.accept(context.get("$visit"), context.get("$standing")));
    }

    private static Knowledge onPromotion(KnowledgeService service) {
        RuleSetBuilder<Knowledge> rules = service.newKnowledge().builder();
        rules.newRule("Diamond members get personal support and early access")
                .salience(1)
                .forEach("$visit", Visit.class, "$promotion", Promotion.class)
                .where("$promotion.to == 3")
                .execute(context -> {
                    context.<Visit>get("$visit").benefit(Term.DIAMOND_BENEFITS, "PERSONAL_SUPPORT");
                    context.<Visit>get("$visit").benefit(Term.DIAMOND_BENEFITS, "EARLY_ACCESS");
                });
        rules.newRule("Gold and Diamond members get free shipping")
                .forEach("$visit", Visit.class, "$promotion", Promotion.class)
                .where("$promotion.to >= 2")
                .execute(context -> context.<Visit>get("$visit").benefit(Term.FREE_SHIPPING, "FREE_SHIPPING"));
        return rules.build();
    }

    @Override
    public void onPurchase(Visit visit) {
        List<Object> facts = new ArrayList<>();
        facts.add(visit);
        facts.add(Shopper.of(visit));
        facts.add(Basket.of(visit));
        facts.addAll(Arrays.asList(Item.of(visit)));
        StatelessSession session = onPurchase.newStatelessSession();
        session.insertAndFire(facts);
    }

    @Override
    public void onStanding(Visit visit) {
        onStanding.newStatelessSession().insertAndFire(visit, Standing.of(visit));
    }

    @Override
    public void onPromotion(Visit visit) {
        onPromotion.newStatelessSession().insertAndFire(visit, new Promotion(visit.tierAfter()));
    }
}
