package org.loyaltyrules.reference;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Section 5: a decision while it is being made, and its JSON. */
final class Decision {

    static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ProgramSettings program;
    private final String event;
    private final String type;
    private final String member;
    private final String at;

    String reason;
    BigDecimal amount;
    BigDecimal discount;
    BigDecimal voucherDiscount;
    BigDecimal pointsDiscount;
    BigDecimal payable;

    long earned;
    long spent;
    long restored;
    long clawedBack;
    long expired;
    long released;
    long balance;
    long pending;

    String tierBefore;
    String tierAfter;
    LocalDate tierUntil;

    final List<MemberBook.Voucher> vouchers = new ArrayList<>();
    final List<String> revoked = new ArrayList<>();
    final List<String> gifts = new ArrayList<>();
    final List<String> benefits = new ArrayList<>();
    final Collection<String> tagsAdded = new java.util.LinkedHashSet<>();
    final Collection<String> tagsRemoved = new java.util.LinkedHashSet<>();
    final List<ObjectNode> messages = new ArrayList<>();
    List<Firing> firings = new ArrayList<>();
    final List<ObjectNode> related = new ArrayList<>();
    String partner;
    long partnerUnits;

    Decision(ProgramSettings program, String event, String type, String member, String at) {
        this.program = program;
        this.event = event;
        this.type = type;
        this.member = member;
        this.at = at;
        amount = program.noMoney();
        discount = program.noMoney();
        voucherDiscount = program.noMoney();
        pointsDiscount = program.noMoney();
        payable = program.noMoney();
    }

    void message(String code, List<Object> arguments) {
        ObjectNode message = JSON.objectNode();
        message.put("code", code);
        ArrayNode list = message.putArray("args");
        for (Object argument : arguments) {
            if (argument instanceof BigDecimal number) {
                list.add(number);
            } else if (argument instanceof Number number) {
                list.add(number.longValue());
            } else {
                list.add(String.valueOf(argument));
            }
        }
        messages.add(message);
    }

    ObjectNode toJson() {
        ObjectNode json = JSON.objectNode();
        json.put("event", event).put("type", type).put("member", member).put("at", at);
        json.put("program", program.name + "@" + program.version);
        json.put("status", reason == null ? "ACCEPTED" : "REFUSED")
                .put("reason", reason)
                .put("replayed", false);
        json.put("amount", amount).put("discount", discount).put("voucherDiscount", voucherDiscount);
        json.put("pointsDiscount", pointsDiscount).put("payable", payable);
        json.putObject("points")
                .put("earned", earned)
                .put("spent", spent)
                .put("restored", restored)
                .put("clawedBack", clawedBack)
                .put("expired", expired)
                .put("released", released)
                .put("balance", balance)
                .put("pending", pending);
        json.putObject("tier")
                .put("before", tierBefore)
                .put("after", tierAfter)
                .put("until", tierUntil == null ? null : tierUntil.toString());
        ArrayNode issued = json.putArray("vouchers");
        for (MemberBook.Voucher voucher : vouchers) {
            issued.addObject()
                    .put("code", voucher.code())
                    .put("voucher", voucher.definition())
                    .put(
                            "validUntil",
                            voucher.validUntil() == null
                                    ? null
                                    : voucher.validUntil().toString());
        }
        texts(json.putArray("revoked"), revoked);
        texts(json.putArray("gifts"), gifts);
        texts(json.putArray("benefits"), benefits);
        ObjectNode tags = json.putObject("tags");
        texts(tags.putArray("added"), tagsAdded);
        texts(tags.putArray("removed"), tagsRemoved);
        messages.forEach(json.putArray("messages")::add);
        fired(json.putArray("fired"));
        suppressed(json.putArray("suppressed"));
        related.forEach(json.putArray("related")::add);
        if (partner != null) {
            json.putObject("partner").put("code", partner).put("units", partnerUnits);
        }
        return json;
    }

    /** Every rule that granted something, by name, with what it was worth. */
    private void fired(ArrayNode list) {
        Map<String, List<Firing>> byName = new TreeMap<>();
        for (Firing firing : firings) {
            if (firing.grantedSomething()) {
                byName.computeIfAbsent(firing.rule.name(), name -> new ArrayList<>())
                        .add(firing);
            }
        }
        byName.forEach((name, firingsOfRule) -> {
            ObjectNode rule = list.addObject();
            rule.put("rule", name).put("file", firingsOfRule.get(0).rule.file());
            ArrayNode awards = rule.putArray("awards");
            for (Firing firing : firingsOfRule) {
                firing.calls.stream().filter(call -> call.granted).forEach(call -> awards.add(award(call)));
            }
        });
    }

    private static ObjectNode award(Firing.Call call) {
        ObjectNode award = JSON.objectNode();
        award.put("kind", call.verb);
        if (call.value != null) {
            award.put("value", call.value);
        }
        if (call.points != null) {
            award.put("points", call.points);
        }
        if (call.drawn != null) {
            award.put("granted", call.drawn);
        }
        if (call.code != null) {
            award.put("code", call.code);
        }
        return award;
    }

    /** The rules that a limit, a budget, an exclusive group or a cap kept from granting anything, by name. */
    private void suppressed(ArrayNode list) {
        Map<String, String> reasons = new TreeMap<>();
        for (Firing firing : firings) {
            if (firing.suppressed != null) {
                reasons.putIfAbsent(firing.rule.name(), firing.suppressed);
            }
        }
        for (Firing firing : firings) {
            if (firing.grantedSomething()) {
                reasons.remove(firing.rule.name());
            }
        }
        reasons.forEach((name, why) -> list.addObject().put("rule", name).put("reason", why));
    }

    private static void texts(ArrayNode array, Collection<String> texts) {
        texts.forEach(array::add);
    }
}
