package org.loyaltyrules.examples.benchmarks.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kie.api.KieBase;
import org.kie.api.io.ResourceType;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.StatelessKieSession;
import org.kie.internal.utils.KieHelper;
import org.loyaltyrules.examples.benchmarks.retailer.PurchaseRules;
import org.loyaltyrules.examples.benchmarks.retailer.Visit;

/** The rules in Drools, as it is mostly used: patterns on the member and the purchase, and a session for each request. */
public final class DroolsRules {

    private DroolsRules() {}

    /** With a {@link KieSession} for each purchase. */
    public static PurchaseRules withSessions(int campaigns) {
        KieBase base = base(campaigns);
        return new Sessions(base);
    }

    /** With a {@link StatelessKieSession} for each step of a purchase. */
    public static PurchaseRules stateless(int campaigns) {
        KieBase base = base(campaigns);
        return new Stateless(base);
    }

    private static KieBase base(int campaigns) {
        try (InputStream in = DroolsRules.class.getResourceAsStream("/peers/drools.drl")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8) + campaigns(campaigns);
            return new KieHelper().addContent(text, ResourceType.DRL).build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The campaigns of {@code Programs}, as they are mostly written in Drools. */
    private static String campaigns(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            LocalDate past = LocalDate.of(2025, 1, 1).plusDays(i % 300);
            String when = switch (i % 6) {
                case 0 -> "Item( category == \"CATEGORY_" + i + "\" )";
                case 1 -> "Basket( store == \"STORE_" + i + "\" )";
                case 2 -> "Shopper( tier == 2 ) Basket( channel == \"PARTNER_" + i + "\" )";
                case 3 -> "Basket( date == \"" + past + "\" )";
                case 4 -> "Item( tags contains \"CAMPAIGN_" + i + "\" )";
                default -> "Shopper( tier >= 1 ) Basket( store == \"OUTLET_" + i + "\" )";
            };
            text.append("rule \"Further campaign ").append(i).append("\" when ").append(when);
            text.append(" then visit.points(Term.LARGE_PURCHASE, 10); end\n");
        }
        return text.toString();
    }

    private record Sessions(KieBase base) implements PurchaseRules {

        private static final ThreadLocal<KieSession> OPEN = new ThreadLocal<>();

        @Override
        public void onPurchase(Visit visit) {
            KieSession session = base.newKieSession();
            OPEN.set(session);
            session.setGlobal("visit", visit);
            session.insert(Shopper.of(visit));
            session.insert(Basket.of(visit));
            for (Item item : Item.of(visit)) {
                session.insert(item);
            }
            session.fireAllRules();
        }

        @Override
        public void onStanding(Visit visit) {
            OPEN.get().insert(Standing.of(visit));
            OPEN.get().fireAllRules();
        }

        @Override
        public void onPromotion(Visit visit) {
            OPEN.get().insert(new Promotion(visit.tierAfter()));
            OPEN.get().fireAllRules();
        }

        @Override
        public void end() {
            OPEN.get().dispose();
            OPEN.remove();
        }
    }

    private record Stateless(KieBase base) implements PurchaseRules {

        @Override
        public void onPurchase(Visit visit) {
            List<Object> facts = new ArrayList<>();
            facts.add(Shopper.of(visit));
            facts.add(Basket.of(visit));
            facts.addAll(Arrays.asList(Item.of(visit)));
            execute(visit, facts);
        }

        @Override
        public void onStanding(Visit visit) {
            execute(visit, List.of(Standing.of(visit)));
        }

        @Override
        public void onPromotion(Visit visit) {
            execute(visit, List.of(new Promotion(visit.tierAfter())));
        }

        private void execute(Visit visit, Iterable<?> facts) {
            StatelessKieSession session = base.newStatelessKieSession();
            session.setGlobal("visit", visit);
            session.execute(facts);
        }
    }
}
