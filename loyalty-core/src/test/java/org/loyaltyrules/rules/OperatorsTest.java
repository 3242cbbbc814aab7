package org.loyaltyrules.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyrules.rules.Rules.fires;
import static org.loyaltyrules.rules.Rules.line;
import static org.loyaltyrules.rules.Rules.purchase;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The line has sku A1, category TEA, no brand, and the tags FLASH and NEW; the member is GOLD. */
class OperatorsTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                "sku == 'A1' => true",
                "sku != 'A1' => false",
                "'A1' == sku => true",
                "sku == 'B1' || category == 'TEA' => true",
                "sku == 'B1' && category == 'TEA' => false",
                "!(sku == 'B1') => true",
                "(sku == 'B1' || == 'A1') && quantity > 1 => true",
                "sku in ('A1', 'B1') => true",
                "sku not in ('A1', 'B1') => false",
                "tags contains 'FLASH' => true",
                "tags not contains 'FLASH' => false",
                "tags contains 'SPECIAL' => false",
                "category contains 'E' => true",
                "'FLASH' memberOf tags => true",
                "'FLASH' not memberOf tags => false",
                "sku matches '[A-Z][0-9]' => true",
                "sku matches '[A-Z]' => false",
                "sku not matches '[A-Z]' => true",
                "sku matches '\\w\\d' => true",
                "sku str[startsWith] 'A' => true",
                "sku str[endsWith] '1' => true",
                "sku str[length] 2 => true",
                "sku not str[startsWith] 'A' => false",
                "sku < 'B' => true",
                "tier == 'GOLD' => true",
                "atLeast('SILVER') => true",
                "atLeast('DIAMOND') => false",
                "!atLeast('DIAMOND') => true",
                "atLeast('SILVER') == true => true",
                "tags.contains('FLASH') => true",
                "tags.size() == 2 => true",
                "tags.isEmpty() => false",
                "!tags.empty => true",
                "sku.startsWith('A') => true",
                "sku.endsWith('A') => false",
                "sku.length() == 2 => true",
                "sku.toLowerCase() == 'a1' => true",
                "sku.equals('A1') => true",
                "sku.equalsIgnoreCase('a1') => true",
                "member.attributes['city'] == 'Hangzhou' => true",
                "member.attributes.get('city') == 'Hangzhou' => true",
                "member.attributes['street'] == null => true",
                "member.attributes contains 'city' => true",
                "purchase.channel == 'APP' => true",
                "purchase.first => true",
                "purchase.isFirst() => true",
                "purchase.getFirst() == false => false",
                "getAmount() == 10 => true",
                "amount() == 10 => true",
                "this.amount == 10 => true",
                "member.bucket('welcome') < 50 => true",
                "member.bucket('welcome') < 49 => false",
                "member.spend.lifetime >= 500 => true",
                "member.spend.lifetime > 500 => false",
                "member.spend.lastDays(30) == 500 => true",
                "member.purchases.lastMonths(12) >= 4 => true",
                "true => true",
                "false => false"
            })
    void given_a_line_when_a_condition_is_evaluated_then_it_holds_as_it_reads(String condition, boolean fires) {
        assertThat(fires("LineItem( " + condition.replace('\'', '"') + " )", purchase("10")))
                .isEqualTo(fires);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                "brand == null => true",
                "brand != null => false",
                "null == brand => true",
                "brand == 'X' => false",
                "brand != 'X' => true",
                "brand == purchase.store => true",
                "brand != purchase.store => false",
                "brand == sku => false",
                "brand != sku => true",
                "brand < 'X' => false",
                "brand >= 'X' => false",
                "brand in ('X', 'Y') => false",
                "brand not in ('X', 'Y') => true",
                "brand contains 'X' => false",
                "brand not contains 'X' => true",
                "brand matches '.*' => false",
                "brand str[startsWith] 'X' => false",
                "brand.startsWith('X') => false",
                "!brand.startsWith('X') => true",
                "brand.length == 1 => false",
                "brand.length != 1 => true",
                "brand!.length != 1 => false",
                "brand!.length == 1 => false",
                "sku!.length == 2 => true",
                "brand.length + 1 > 0 => false",
                "purchase.lines.get(5).amount > 0 => false",
                "tags contains brand => false"
            })
    void given_a_line_without_brand_when_asked_for_it_then_nothing_fails(String condition, boolean fires) {
        assertThat(fires("LineItem( " + condition.replace('\'', '"') + " )", purchase(line("A1", "TEA", 3, "10"))))
                .isEqualTo(fires);
    }
}
