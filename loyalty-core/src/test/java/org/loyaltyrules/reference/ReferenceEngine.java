package org.loyaltyrules.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The specification, carried out in the most direct way: every event is decided on a copy of everything, every counter
 * is counted afresh, every balance is summed from lots. The production engine is compared with it, decision for
 * decision.
 */
public final class ReferenceEngine {

    private final ProgramSettings program;
    private final List<ReferenceRule> rules;
    private Books books = new Books();

    public ReferenceEngine(JsonNode programJson, List<ReferenceRule> rules) {
        this.program = new ProgramSettings(programJson);
        this.rules = List.copyOf(rules);
    }

    /**
     * Decides an event and keeps what it changed: one decision, or for a {@code day} any number in order of member; or
     * a single {@code {"error":{…}}}.
     */
    public List<ObjectNode> process(ObjectNode event) {
        Books changed = books.copy();
        List<ObjectNode> decisions;
        try {
            decisions = decide(event, changed);
            books = changed;
        } catch (Refusal refusal) {
            UnitOfWork work = new UnitOfWork(program, rules, books, event);
            decisions =
                    List.of(refused(work, books.members.get(event.get("member").asText()), refusal.reason));
        } catch (Malformed malformed) {
            decisions = List.of(error("MALFORMED", malformed.path, malformed.getMessage()));
        }
        return decisions.stream().map(ObjectNode::deepCopy).toList();
    }

    /** The decision that the event would get; nothing changes. Of a {@code day}, the first, or an empty object. */
    public ObjectNode preview(ObjectNode event) {
        List<ObjectNode> decisions = previewAll(event);
        return decisions.isEmpty() ? Decision.JSON.objectNode() : decisions.get(0);
    }

    /** The decisions that the event would get; nothing changes. */
    public List<ObjectNode> previewAll(ObjectNode event) {
        Books kept = books;
        try {
            return process(event);
        } finally {
            books = kept;
        }
    }

    /** Section 7: every member's standing, books forward to a day, no rules fired. */
    public List<ObjectNode> members(LocalDate asOf) {
        List<ObjectNode> members = new ArrayList<>();
        Books forward = books.copy();
        for (MemberBook member : forward.members.values()) {
            Decision unseen = new Decision(program, "", "", member.id, "");
            new PointBooks(program, forward, member, "", "", unseen).bringForward(asOf);
            Standing standing = new Standing(program, member, asOf);
            ObjectNode json = Decision.JSON.objectNode();
            json.put("member", member.id);
            json.put("tier", program.tiers.get(member.tier().rank()));
            LocalDate until = member.tier().lastValidDay();
            json.put("tierUntil", until == null ? null : until.toString());
            json.put("points", member.balance()).put("pending", member.pendingPoints());
            json.put("spend", standing.spend("lifetime")).put("purchases", standing.purchases("lifetime"));
            ArrayNode vouchers = json.putArray("vouchers");
            for (MemberBook.Voucher voucher : member.vouchers) {
                boolean past =
                        voucher.validUntil() != null && voucher.validUntil().isBefore(asOf);
                if (voucher.usedOn() == null && !voucher.revoked() && !past) {
                    vouchers.add(voucher.code());
                }
            }
            TreeSet<String> benefits = new TreeSet<>();
            for (MemberBook.Benefit benefit : member.benefits) {
                if (benefit.until() == null || !benefit.until().isBefore(asOf)) {
                    benefits.add(benefit.code());
                }
            }
            benefits.forEach(json.putArray("benefits")::add);
            member.tags.forEach(json.putArray("tags")::add);
            members.add(json);
        }
        return members;
    }

    /** Section 6.12: the ledger, in the order in which it was written. */
    public List<ObjectNode> entries() {
        List<ObjectNode> entries = new ArrayList<>();
        for (Books.Entry entry : books.entries) {
            entries.add(Decision.JSON
                    .objectNode()
                    .put("kind", entry.kind())
                    .put("points", entry.points())
                    .put("lot", entry.lot())
                    .put("event", entry.event())
                    .put("member", entry.member())
                    .put("at", entry.at()));
        }
        return entries;
    }

    /** SHA-256 of the whole state. */
    public String digest() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(books.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private List<ObjectNode> decide(ObjectNode event, Books changed) {
        EventForm.check(event, program);
        List<ObjectNode> known = replay(event);
        if (known != null) {
            return known;
        }
        changed.sequence++;
        UnitOfWork work = new UnitOfWork(program, rules, changed, event);
        List<ObjectNode> decisions = switch (work.type) {
            case "enroll" -> List.of(Referrals.enroll(work));
            case "update" -> List.of(PointEvents.update(work));
            case "purchase" -> List.of(Purchases.settle(work));
            case "return" -> List.of(Returns.settle(work));
            case "action" -> List.of(PointEvents.action(work));
            case "redeem" -> List.of(PointEvents.redeem(work));
            case "transfer" -> List.of(PointEvents.transfer(work));
            case "convert" -> List.of(PointEvents.convert(work));
            case "adjust" -> List.of(PointEvents.adjust(work));
            case "day" -> Days.settle(work);
            case "erase" -> List.of(Erasure.settle(work));
            default -> throw new IllegalStateException(work.type);
        };
        if (work.type.equals("day")) {
            changed.decidedDays.put(work.day, work.id);
            changed.decided.put(work.id, new Books.Decided(event.deepCopy(), null, decisions));
        } else if (!work.type.equals("erase")) {
            String member = event.get("member").asText();
            changed.decided.put(work.id, new Books.Decided(event.deepCopy(), member, decisions));
        }
        return decisions;
    }

    /** Section 6.3: the first decisions, where the event was decided before; null where it is new. */
    private List<ObjectNode> replay(ObjectNode event) {
        Books.Decided first = books.decided.get(event.get("id").asText());
        if (event.get("type").asText().equals("day")) {
            boolean idIsOfAnotherEvent =
                    first != null && !first.content().path("date").equals(event.get("date"));
            if (!idIsOfAnotherEvent) {
                String dayEvent =
                        books.decidedDays.get(LocalDate.parse(event.get("date").asText()));
                return dayEvent == null ? null : replayed(books.decided.get(dayEvent));
            }
        }
        if (first == null) {
            return null;
        }
        if (!SameContent.is(first.content(), event)) {
            throw new Malformed("id", "CONFLICT: the id was used for an event with other content");
        }
        return replayed(first);
    }

    private static List<ObjectNode> replayed(Books.Decided decided) {
        return decided.decisions().stream()
                .map(decision -> decision.deepCopy().put("replayed", true))
                .toList();
    }

    /** Section 5: a refused event changes nothing; its decision shows the member as it is. */
    static ObjectNode refused(UnitOfWork work, MemberBook member, String reason) {
        ProgramSettings program = work.program;
        String id = member != null ? member.id : work.event.get("member").asText();
        Decision decision = new Decision(program, work.id, work.type, id, work.at);
        decision.reason = reason;
        if (member != null) {
            decision.balance = member.balance();
            decision.pending = member.pendingPoints();
            decision.tierBefore = program.tiers.get(member.tier().rank());
            decision.tierAfter = decision.tierBefore;
            decision.tierUntil = member.tier().lastValidDay();
        }
        return decision.toJson();
    }

    private static ObjectNode error(String code, String path, String message) {
        ObjectNode json = Decision.JSON.objectNode();
        String realCode = message.startsWith("CONFLICT") ? "CONFLICT" : code;
        json.putObject("error").put("code", realCode).put("path", path).put("message", message);
        return json;
    }

    /** For readers of a failure: the whole state as text. */
    public String describe() {
        return books.toString();
    }

    /** The rules by name. */
    public Map<String, ReferenceRule> rules() {
        Map<String, ReferenceRule> byName = new TreeMap<>();
        rules.forEach(rule -> byName.put(rule.name(), rule));
        return byName;
    }
}
