package org.loyaltyrules.examples.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.decision.Decision;

class QuickstartTest {

    private final List<Decision> decisions = Quickstart.run();

    @Test
    void everyEventIsAccepted() {
        assertTrue(decisions.stream().allMatch(Decision::accepted));
    }

    @Test
    void theFirstPurchaseIsDiscountedAndUsesTheVoucher() {
        Decision first = decisions.get(1);
        // 30 percent off 128.00 is 38.40, and the voucher takes off 10 more.
        assertEquals(new BigDecimal("79.60"), first.payable());
        assertEquals(79, first.points().earned());
    }

    @Test
    void thePurchaseInTheBirthdayMonthReachesSilver() {
        Decision second = decisions.get(2);
        // 5 percent off 600.00.
        assertEquals(new BigDecimal("570.00"), second.payable());
        assertEquals(79 + 570, second.points().balance());
        assertEquals("BASIC", second.tier().before());
        assertEquals("SILVER", second.tier().after());
    }
}
