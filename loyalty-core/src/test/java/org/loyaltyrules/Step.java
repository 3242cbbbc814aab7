package org.loyaltyrules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.ledger.Entry;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.store.StoreDigest;

/**
 * One event of a random program, decided: what was before it and what is after it. The event was previewed and then
 * processed.
 */
final class Step {

    final Scene scene;
    final ObjectNode event;
    final Random random;
    final Map<String, MemberAccount> accountsBefore;
    final Map<String, List<Entry>> entriesBefore;
    final String digestBefore;
    final List<Decision> preview;
    final String digestAfterPreview;
    final List<Decision> decisions;
    final Map<String, MemberAccount> accounts;
    final Map<String, List<Entry>> entries;
    final String digest;

    /** Everybody who was ever a member by referral before this step. */
    final Set<String> referredBefore;

    /**
     * Decides an event. Chance depends on the event alone, so that a failure can be shrunk.
     *
     * @param before the step before; null for the first
     */
    Step(Scene scene, ObjectNode event, @Nullable Step before) {
        this.scene = scene;
        this.event = event;
        this.random = new Random(event.toString().hashCode());
        this.accountsBefore = before == null ? accounts(scene) : before.accounts;
        this.entriesBefore = before == null ? StoreDigest.entries(scene.store()) : before.entries;
        this.digestBefore = before == null ? scene.digest() : before.digest;
        this.preview = scene.decide(event, false);
        this.digestAfterPreview = scene.digest();
        this.decisions = scene.decide(event, true);
        this.accounts = accounts(scene);
        this.entries = StoreDigest.entries(scene.store());
        this.digest = scene.digest();
        this.referredBefore = new HashSet<>(before == null ? Set.of() : before.referredBefore);
        accountsBefore.values().stream()
                .filter(account -> account.profile().referred())
                .forEach(account -> referredBefore.add(account.id()));
    }

    private static Map<String, MemberAccount> accounts(Scene scene) {
        Map<String, MemberAccount> accounts = new TreeMap<>();
        scene.store().members().forEach(account -> accounts.put(account.id(), account));
        return accounts;
    }

    boolean is(String type) {
        return event.path("type").asText().equals(type);
    }

    /** Whether the event is one of a member and was accepted now. */
    boolean accepted() {
        return decisions.stream().anyMatch(decision -> decision.accepted() && !decision.replayed()) && !is("day");
    }

    boolean refused() {
        return !is("day") && decisions.stream().anyMatch(decision -> !decision.accepted());
    }

    /** The accounts that are other than before. */
    List<MemberAccount> changed() {
        return accounts.values().stream()
                .filter(account -> account != accountsBefore.get(account.id()))
                .toList();
    }

    /** The entries that this event added. */
    List<Entry> added(String member) {
        List<Entry> now = entries.getOrDefault(member, List.of());
        return now.subList(entriesBefore.getOrDefault(member, List.of()).size(), now.size());
    }
}
