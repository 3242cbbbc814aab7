package org.loyaltyrules.testing;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.event.Purchase;

/** A purchase. Immutable. */
public final class WhenPurchase extends HostEvent<WhenPurchase> {

    private final List<Purchase.Line> lines;
    private final List<String> vouchers;
    private final UnaryOperator<Purchase> details;

    WhenPurchase(Setting setting, List<Purchase.Line> lines, List<String> vouchers, UnaryOperator<Purchase> details) {
        super(setting);
        this.lines = List.copyOf(lines);
        this.vouchers = List.copyOf(vouchers);
        this.details = details;
    }

    /** Through this channel. */
    public WhenPurchase through(String channel) {
        return with(purchase -> purchase.channel(channel));
    }

    /** In this store. */
    public WhenPurchase inStore(String store) {
        return with(purchase -> purchase.store(store));
    }

    /** Paying with so many points, 0 or more. */
    public WhenPurchase payingWith(long points) {
        return with(purchase -> purchase.pointsToSpend(points));
    }

    /** Using a voucher of this definition that the member was issued in the test; else the voucher of this code. */
    public WhenPurchase using(String voucher) {
        List<String> more = new ArrayList<>(vouchers);
        more.add(voucher);
        return new WhenPurchase(setting(), lines, more, details);
    }

    private WhenPurchase with(UnaryOperator<Purchase> detail) {
        return new WhenPurchase(setting(), lines, vouchers, purchase -> detail.apply(details.apply(purchase)));
    }

    @Override
    WhenPurchase in(Setting newSetting) {
        return new WhenPurchase(newSetting, lines, vouchers, details);
    }

    @Override
    MemberEvent make(String id, OffsetDateTime at, String member, VerifierRun run) {
        List<String> codes = run.voucherCodes(member, vouchers);
        return details.apply(Purchase.of(id, at, member, lines).vouchers(codes.toArray(String[]::new)));
    }
}
