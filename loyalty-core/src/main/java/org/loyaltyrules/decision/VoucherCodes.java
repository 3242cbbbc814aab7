package org.loyaltyrules.decision;

import java.security.SecureRandom;

/** Makes the codes of issued vouchers. Thread-safe. */
@FunctionalInterface
public interface VoucherCodes {

    /** {@code <voucher>-<event id>-<number>}: the same input gives the same codes. */
    VoucherCodes SEQUENTIAL = (voucher, event, number) -> voucher + "-" + event + "-" + number;

    /**
     * A code that no other voucher has. It may be asked for in vain: an event that is refused or fails issues nothing.
     *
     * @param voucher the definition's code
     * @param event the event that issues it
     * @param number counts that event's vouchers of the definition from 1
     */
    String code(String voucher, String event, int number);

    /**
     * Codes for people to type that cannot be guessed: the definition's code and 14 random letters and digits, about 70
     * bits, without those that are easily mistaken for one another.
     */
    static VoucherCodes random() {
        String alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
        SecureRandom random = new SecureRandom();
        return (voucher, event, number) -> {
            StringBuilder code = new StringBuilder(voucher).append('-');
            for (int i = 0; i < 14; i++) {
                code.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            return code.toString();
        };
    }
}
