package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.MemberStanding;
import org.loyaltyrules.event.Action;
import org.loyaltyrules.event.EventConflictException;
import org.loyaltyrules.event.EventJson;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.ledger.Entry;
import org.loyaltyrules.ledger.EntryKind;
import org.loyaltyrules.ledger.Lot;
import org.loyaltyrules.ledger.PointBook;
import org.loyaltyrules.ledger.PointPosting;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.member.PurchaseHistory;
import org.loyaltyrules.member.PurchaseRecord;
import org.loyaltyrules.program.Budget;
import org.loyaltyrules.program.PointsCap;
import org.loyaltyrules.program.Rule;
import org.loyaltyrules.rules.RuleFailureException;

/**
 * A law that holds after every step of every program. Each says how many cases it met in a step that could have broken
 * it, so that none holds only because nothing happened.
 */
enum StepLaw {
    /** A preview is the decision that follows, and changes no byte. */
    PREVIEWS_CHANGE_NOTHING(3_000) {
        @Override
        int check(Step step) {
            assertThat(step.preview).isEqualTo(step.decisions);
            assertThat(step.digestAfterPreview).isEqualTo(step.digestBefore);
            return step.accepted() ? 1 : 0;
        }
    },

    /** A refused event changes no byte. */
    REFUSALS_CHANGE_NOTHING(1_000) {
        @Override
        int check(Step step) {
            if (!step.refused()) {
                return 0;
            }
            assertThat(step.digest).isEqualTo(step.digestBefore);
            return 1;
        }
    },

    /** An event that is an error changes no byte. */
    ERRORS_CHANGE_NOTHING(150) {
        @Override
        int check(Step step) {
            if (!step.decisions.isEmpty() || step.is("day")) {
                return 0;
            }
            assertThat(step.digest).isEqualTo(step.digestBefore);
            return 1;
        }
    },

    /** The same event again: the same decision, and no byte changes. */
    REPLAYS_CHANGE_NOTHING(3_000) {
        @Override
        int check(Step step) {
            if (!step.accepted() && !step.is("day") || step.is("erase")) {
                return 0;
            }
            List<Decision> replays =
                    step.decisions.stream().map(Decision::asReplay).toList();
            assertThat(step.scene.decide(step.event)).isEqualTo(replays);
            assertThat(step.scene.digest()).isEqualTo(step.digest);
            return 1;
        }
    },

    /** Other content under the id of an accepted event is a conflict and changes no byte. */
    CONFLICTS_CHANGE_NOTHING(3_000) {
        @Override
        int check(Step step) {
            if (!step.accepted() || step.is("erase")) {
                return 0;
            }
            ObjectNode other = step.event.deepCopy();
            OffsetDateTime at = OffsetDateTime.parse(other.get("at").asText());
            MemberEvent event = (MemberEvent)
                    EventJson.read(other.put("at", at.plusSeconds(1).toString()).toString());
            assertThatThrownBy(() -> step.scene.engine().process(event)).isInstanceOf(EventConflictException.class);
            assertThat(step.scene.digest()).isEqualTo(step.digest);
            return 1;
        }
    },

    /** A rule that fails after points, money and tiers were settled: no byte changes. */
    RULE_FAILURES_CHANGE_NOTHING(1_000) {
        @Override
        int check(Step step) {
            List<MemberAccount> members = List.copyOf(step.accounts.values());
            if (members.isEmpty() || step.random.nextInt(4) > 0) {
                return 0;
            }
            MemberAccount member = members.get(step.random.nextInt(members.size()));
            OffsetDateTime at = member.booksDay()
                    .plusDays(step.random.nextInt(40))
                    .atTime(LocalTime.NOON)
                    .atZone(step.scene.zone())
                    .toOffsetDateTime();
            MemberEvent event = step.random.nextBoolean()
                    ? Action.of("fails", at, member.id(), "FAILING")
                    : Purchase.of("fails", at, member.id(), "10").channel("FAILING");
            int failures = 0;
            try {
                assertThat(step.scene.engine().process(event).accepted()).isFalse();
            } catch (RuleFailureException expected) {
                assertThat(expected).hasMessageContaining("Fails once");
                failures++;
            }
            assertThat(step.scene.digest()).isEqualTo(step.digest);
            return failures;
        }
    },

    /** What may be spent and what may not yet: the sum of the lots less the debt, and of the entries. */
    BALANCE_IS_THE_SUM(2_000) {
        @Override
        int check(Step step) {
            int cases = 0;
            for (MemberAccount account : step.changed()) {
                PointBook book = account.points();
                long lots = book.lots().stream().mapToLong(Lot::remaining).sum();
                MemberStanding standing = step.scene
                        .engine()
                        .standing(account.id(), account.booksDay())
                        .orElseThrow();
                assertThat(standing.points() + standing.pending())
                        .isEqualTo(lots - book.debt())
                        .isEqualTo(sum(step.scene.engine().entries(account.id())));
                cases += lots != 0 || book.debt() != 0 ? 1 : 0;
            }
            for (Decision decision : step.decisions) {
                MemberAccount account = step.accounts.get(decision.member());
                if (account != null && !decision.replayed()) {
                    assertThat(decision.points().balance())
                            .isEqualTo(account.points().balance());
                    assertThat(decision.points().pending())
                            .isEqualTo(account.points().pending());
                }
            }
            return cases;
        }
    },

    /** Points that change hands are neither made nor lost, and nothing is left of who was erased. */
    POINTS_ARE_CONSERVED(100) {
        @Override
        int check(Step step) {
            long transferred = 0;
            for (Map.Entry<String, List<Entry>> ledger : step.entries.entrySet()) {
                for (Entry entry : ledger.getValue()) {
                    transferred += entry.kind().name().startsWith("TRANSFER") ? entry.points() : 0;
                }
                if (!step.accounts.containsKey(ledger.getKey())) {
                    assertThat(sum(ledger.getValue())).isZero();
                }
            }
            assertThat(transferred).isZero();
            return step.accepted() && (step.is("transfer") || step.is("erase")) ? 1 : 0;
        }
    },

    /** A lot holds what its entries add up to, never less than nothing, and nothing that is past. */
    LOTS_ARE_THEIR_ENTRIES(2_000) {
        @Override
        int check(Step step) {
            int cases = 0;
            for (MemberAccount account : step.changed()) {
                List<Entry> entries = step.entries.getOrDefault(account.id(), List.of());
                assertThat(account.points().debt())
                        .isNotNegative()
                        .isEqualTo(-sum(entries.stream()
                                .filter(entry -> entry.lot() == null)
                                .toList()));
                for (Lot lot : account.points().lots()) {
                    List<Entry> own = entries.stream()
                            .filter(entry -> entry.lot() != null && entry.lot() == lot.id())
                            .toList();
                    assertThat(lot.remaining()).isNotNegative().isEqualTo(sum(own));
                    assertThat(lot.expired())
                            .isEqualTo(-sum(own.stream()
                                    .filter(entry -> entry.kind() == EntryKind.EXPIRE)
                                    .toList()));
                    assertThat(lot.remaining() > 0 && lot.isPast(account.booksDay()))
                            .isFalse();
                    cases += own.size() > 1 ? 1 : 0;
                }
            }
            return cases;
        }
    },

    /** Only a return makes a debt, and only where the program lets it; who owes points can spend none. */
    DEBT_COMES_FROM_RETURNS_ALONE(8) {
        @Override
        int check(Step step) {
            boolean clamp =
                    step.scene.program().definition().points().clawback().name().equals("CLAMP");
            int cases = 0;
            for (MemberAccount account : step.accounts.values()) {
                MemberAccount before = step.accountsBefore.get(account.id());
                long debt = account.points().debt();
                long debtBefore = before == null ? 0 : before.points().debt();
                assertThat(debt > debtBefore && (clamp || !step.is("return"))).isFalse();
                cases += debt != debtBefore ? 1 : 0;
            }
            for (Decision decision : step.decisions) {
                boolean spent = decision.accepted()
                        && !decision.replayed()
                        && decision.points().spent() > 0;
                assertThat(spent && decision.points().balance() < 0).isFalse();
            }
            return cases;
        }
    },

    /** Entries are only ever added, in the name of the event that caused them. */
    ENTRIES_ARE_ONLY_ADDED(2_000) {
        @Override
        int check(Step step) {
            boolean erasure = step.is("erase");
            step.entriesBefore.forEach((member, before) -> {
                List<Entry> now = step.entries.get(member);
                if (now == null) {
                    assertThat(erasure && step.event.get("member").asText().equals(member))
                            .isTrue();
                } else {
                    assertThat(now.subList(0, before.size())).isEqualTo(before);
                }
            });
            int cases = 0;
            for (MemberAccount account : step.accounts.values()) {
                List<Entry> added = step.added(account.id());
                assertThat(added)
                        .allMatch(entry ->
                                entry.event().equals(step.event.path("id").asText())
                                        && entry.member().equals(account.id()));
                cases += added.size();
            }
            return cases;
        }
    },

    /** Points are spent from the lot that ends first; none that would have gone before it is passed over. */
    SPENDING_ORDER(100) {
        @Override
        int check(Step step) {
            int cases = 0;
            for (MemberAccount account : step.accounts.values()) {
                MemberAccount before = step.accountsBefore.get(account.id());
                cases +=
                        before == null ? 0 : SpendingOrder.check(before.points().lots(), step.added(account.id()));
            }
            return cases;
        }
    },

    /** By one day and then a later one, points expire as by the later one alone; none stay past their last day. */
    EXPIRY_BY_ANY_STEPS(100) {
        @Override
        int check(Step step) {
            if (step.random.nextInt(4) > 0) {
                return 0;
            }
            int cases = 0;
            for (MemberAccount account : step.accounts.values()) {
                LocalDate first = account.booksDay().plusDays(step.random.nextInt(60));
                LocalDate second = first.plusDays(step.random.nextInt(400));
                PointBook byFirst = PointPosting.forward(account.points(), first);
                PointBook atOnce = PointPosting.forward(account.points(), second);
                assertThat(PointPosting.forward(byFirst, second)).isEqualTo(atOnce);
                assertThat(PointPosting.forward(atOnce, second)).isEqualTo(atOnce);
                assertThat(atOnce.lots())
                        .noneMatch(lot -> lot.remaining() > 0
                                && (lot.isPast(second)
                                        || lot.pending() != lot.availableOn().isAfter(second)));
                MemberStanding standing =
                        step.scene.engine().standing(account.id(), second).orElseThrow();
                assertThat(standing.points()).isEqualTo(atOnce.balance());
                assertThat(standing.pending()).isEqualTo(atOnce.pending());
                cases += byFirst.equals(account.points()) || atOnce.equals(byFirst) ? 0 : 1;
            }
            assertThat(step.scene.digest()).isEqualTo(step.digest);
            return cases;
        }
    },

    /** No event but an extension that was paid for gives points more time; those of others keep their dates. */
    POINTS_NEVER_LIVE_LONGER(50) {
        @Override
        int check(Step step) {
            int cases = 0;
            for (MemberAccount account : step.accounts.values()) {
                MemberAccount before = step.accountsBefore.get(account.id());
                List<Lot> known = before == null ? List.of() : before.points().lots();
                for (Lot lot : account.points().lots()) {
                    boolean isNew = lot.id() > known.size();
                    boolean received = isNew
                            && step.added(account.id()).stream()
                                    .anyMatch(entry -> entry.kind() == EntryKind.TRANSFER_IN
                                            && entry.lot() != null
                                            && entry.lot() == lot.id());
                    Lot old = received ? sent(step, lot) : isNew ? earned(step, lot) : known.get((int) lot.id() - 1);
                    boolean extended = !isNew && lot.extended() && !old.extended() && step.is("redeem");
                    assertThat(lot.earnedOn()).isEqualTo(old.earnedOn());
                    assertThat(extended || Objects.equals(lot.lastValidDay(), old.lastValidDay()))
                            .isTrue();
                    cases += received || step.is("return") && lot.remaining() > old.remaining() ? 1 : 0;
                }
            }
            return cases;
        }

        private Lot earned(Step step, Lot lot) {
            LocalDate last =
                    step.scene.program().definition().points().validity().lastValidDay(lot.earnedOn());
            return new Lot(lot.id(), "", lot.earnedOn(), lot.availableOn(), last, 0, 0, false, false);
        }

        private Lot sent(Step step, Lot lot) {
            MemberAccount sender =
                    step.accountsBefore.get(step.event.get("member").asText());
            return sender.points().lots().stream()
                    .filter(own -> own.earnedOn().equals(lot.earnedOn())
                            && Objects.equals(own.lastValidDay(), lot.lastValidDay()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("the sender had no such lot: " + lot));
        }
    },

    /** Of a purchase never more is taken back than it earned, nor more comes back than paid for it. */
    RETURNS_ARE_BOUNDED(250) {
        @Override
        int check(Step step) {
            if (!step.accepted() || !step.is("return")) {
                return 0;
            }
            Decision decision = step.decisions.get(0);
            PurchaseRecord before = purchase(step.accountsBefore.get(decision.member()), step);
            PurchaseRecord after = purchase(step.accounts.get(decision.member()), step);
            long paid = after.payments().stream()
                    .mapToLong(PointPosting.Draw::points)
                    .sum();
            assertThat(after.clawedBack()).isBetween(before.clawedBack(), after.earned());
            assertThat(after.restored()).isBetween(before.restored(), paid);
            assertThat(after.whollyReturned() && after.restored() != paid).isFalse();
            assertThat(after.returnedPayable()).isBetween(before.returnedPayable(), after.payable());
            assertThat(decision.points().restored()).isEqualTo(after.restored() - before.restored());
            assertThat(decision.points().clawedBack()).isBetween(0L, after.clawedBack() - before.clawedBack());
            return 1;
        }

        private PurchaseRecord purchase(MemberAccount account, Step step) {
            String id = step.event.get("purchase").asText();
            PurchaseRecord found = PurchaseHistory.find(account.activity().history(), id);
            assertThat(found).isNotNull();
            return found;
        }
    },

    /** Money in another currency is refused. */
    CURRENCIES_DO_NOT_MIX(40) {
        @Override
        int check(Step step) {
            String currency = step.scene.program().definition().currency().getCurrencyCode();
            if (!step.event.has("currency")
                    || step.event.get("currency").asText().equals(currency)) {
                return 0;
            }
            assertThat(step.decisions)
                    .allMatch(decision -> !decision.accepted()
                            && List.of("CURRENCY_MISMATCH", "UNKNOWN_MEMBER").contains(decision.reason()));
            return 1;
        }
    },

    /** No budget is overdrawn, and none gives back what was not drawn. */
    BUDGETS_HOLD(250) {
        @Override
        int check(Step step) {
            int cases = 0;
            Map<String, Long> drawn = step.scene.budgets();
            for (Budget budget : step.scene.program().definition().budgets().values()) {
                assertThat(drawn.get(budget.code())).isBetween(0L, budget.cap());
                cases += budget.cap() > 0 && drawn.get(budget.code()) == budget.cap() ? 1 : 0;
            }
            return cases;
        }
    },

    /** No member earns more than the caps. */
    CAPS_HOLD(400) {
        @Override
        int check(Step step) {
            int cases = 0;
            for (PointsCap cap : step.scene.program().definition().points().caps()) {
                for (MemberAccount account : step.accounts.values()) {
                    LocalDate day = account.booksDay();
                    long earned = account.allowances()
                            .cappedPoints()
                            .between(cap.per().firstDay(day), cap.per().lastDay(day));
                    assertThat(earned).isLessThanOrEqualTo(cap.max());
                    cases += cap.max() > 0 && earned == cap.max() ? 1 : 0;
                }
            }
            return cases;
        }
    },

    /** No member uses a rule more often than its limit, and none gets back what was not used. */
    LIMITS_HOLD(500) {
        @Override
        int check(Step step) {
            int cases = 0;
            for (Rule rule : step.scene.program().ruleSet().rules()) {
                for (MemberAccount account : step.accounts.values()) {
                    if (rule.limit() != null) {
                        long uses = account.allowances()
                                .uses(rule.name(), rule.limit().per(), account.booksDay());
                        assertThat(uses).isBetween(0L, (long) rule.limit().times());
                        cases += uses == rule.limit().times() ? 1 : 0;
                    }
                }
            }
            return cases;
        }
    },

    /** A member has one tier at a time, told by each decision, and loses it only by a review or a return. */
    TIERS_FOLLOW_EACH_OTHER(300) {
        @Override
        int check(Step step) {
            return TierChain.check(step);
        }
    },

    /** Nobody refers themselves or, over others, who referred them; nobody counts twice. */
    REFERRALS_HAVE_NO_CIRCLE(100) {
        @Override
        int check(Step step) {
            return ReferralGraph.check(step);
        }
    };

    private final int atLeast;

    StepLaw(int atLeast) {
        this.atLeast = atLeast;
    }

    /** Fails where the law is broken; how many cases the step had that could have broken it. */
    abstract int check(Step step);

    /** How many such cases 10,000 steps must have. */
    int atLeast() {
        return atLeast;
    }

    private static long sum(List<Entry> entries) {
        return entries.stream().mapToLong(Entry::points).sum();
    }
}
