package org.chattycat.app.meeting.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortCodeTest {
    @Test
    void thereAreEnoughCodes() {
        List<String> words = ShortCodeWords.all();
        assertThat(words).hasSize(6204).doesNotHaveDuplicates().allMatch(word -> word.matches("[a-z]{3,8}"));
        double bits = 3 * Math.log(words.size()) / Math.log(2) + Math.log(90) / Math.log(2);
        assertThat(bits).isBetween(44.28, 44.30);
    }

    /** So that words without anything between them are read in one way only. */
    @Test
    void noWordBeginsWithAnother() {
        List<String> sorted = ShortCodeWords.all().stream().sorted().toList();
        for (int i = 1; i < sorted.size(); i++) {
            assertThat(sorted.get(i)).doesNotStartWith(sorted.get(i - 1));
        }
    }

    @Test
    void randomCodesUseAllWordsAndNumbersAndAreReadAgain() {
        Set<String> numbers = new HashSet<>();
        Set<String> firstWords = IntStream.range(0, 5000)
                .mapToObj(i -> ShortCode.random())
                .peek(code -> assertThat(ShortCode.find(code.text())).contains(code))
                .map(ShortCode::text)
                .peek(text -> numbers.add(text.substring(text.length() - 2)))
                .map(text -> text.substring(0, text.indexOf('-')))
                .collect(Collectors.toSet());
        // Of 6,204 words, 5,000 draws give 3,433 on average, with a standard deviation of 33.
        assertThat(firstWords).hasSizeBetween(3200, 3700);
        // Each is missing with a probability of e^-55.
        assertThat(numbers).hasSize(90).contains("10", "99");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "flaky-lapel-fox-42",
                "Flaky Lapel Fox 42",
                "flakylapelfox42",
                "FLAKY-LAPEL FOX42",
                "  flaky\u2013lapel\u2013fox\u201342 ",
                "flaky\u00a0lapel, fox 4 2.",
                "flaky_lapel_fox_42",
                "fl\u00adaky-lapel\u200b-fox-42",
                "\uff46laky lapel fox \uff14\uff12"
            })
    void readsWhatPeopleType(String typed) {
        assertThat(ShortCode.find(typed)).contains(new ShortCode("flaky-lapel-fox-42"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "42",
                "flaky-lapel-42",
                "flaky-lapel-fox",
                "flaky-lapel-fox-4",
                "flaky-lapel-fox-02",
                "flaky-lapel-fox-142",
                "flaky-lapel-fox-fox-42",
                "flaky-lapel-xyzzy-42",
                "42-flaky-lapel-fox",
                "fl\u00e0ky-lapel-fox-42",
                "flaky/lapel/fox/42"
            })
    void refusesEverythingElse(String typed) {
        assertThat(ShortCode.find(typed)).isEmpty();
    }

    @Test
    void refusesLongTextsUnread() {
        assertThat(ShortCode.find("flaky-lapel-fox-42" + " ".repeat(100))).isEmpty();
    }
}
