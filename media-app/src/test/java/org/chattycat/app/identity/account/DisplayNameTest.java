package org.chattycat.app.identity.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u3164",
                "\u2800",
                "\uffa0",
                "\u115f",
                "\u1160",
                "\u034f",
                "\u200d",
                "\u200c",
                "\ufe0f",
                "\u00ad",
                "\u061c",
                "\u180e",
                "\u2060",
                "\u202e",
                "\ufeff",
                "\u17b4",
                "\udb40\udd00",
                "\udb40\udc41",
                "\u2800\u3164 \u1160",
                "\u0301",
                "a\u0000b"
            })
    void aNameOfNothingVisibleIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new DisplayName(name));
    }

    @ParameterizedTest
    @CsvSource({
        "Ann\u200d, Ann",
        "Ann\u200c, Ann",
        "Ann\ufe0f, Ann",
        "Ann\u034f, Ann",
        "A\u200dnn, Ann",
        "Ann 1\ufe0f, Ann 1",
        "An\u3164n, Ann",
        "\u202eAnn, Ann",
        "Ann\u2800\u2800Lee\u2800, Ann Lee",
        "Ann\udb40\udc41, Ann",
        "Ann\udb40\udd00, Ann",
        "A\u030anders, \u00c5nders",
        "Ann\u00ad\u2060, Ann",
    })
    void whatShowsNothingIsRemoved(String name, String cleaned) {
        assertThat(new DisplayName(name).value()).isEqualTo(cleaned);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zo\u00eb",
                "Nguy\u1ec5n",
                "O'Brien-Smith, Jr.",
                "\u674e\u5c0f\u9f99",
                "\uae40\ubbfc\uc900",
                // Persian with a non-joiner; Devanagari and Sinhala with a joiner behind a virama.
                "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627",
                "\u0930\u0915\u094d\u200d\u0937\u093e",
                "\u0dc1\u0dca\u200d\u0dbb\u0dd3",
                // Hebrew with points, and an ideograph's variant.
                "\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd",
                "\u845b\udb40\udd00\u57ce",
                // A family, a heart, a keycap, a flag, a skin tone with a profession, Scotland, a rainbow flag.
                "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
                "Ann \u2764\ufe0f",
                "1\ufe0f\u20e3",
                "\ud83c\uddf8\ud83c\uddea",
                "\ud83d\udc69\ud83c\udffd\u200d\ud83d\udcbb",
                "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc73\udb40\udc63\udb40\udc74\udb40\udc7f",
                "\ud83c\udff3\ufe0f\u200d\ud83c\udf08"
            })
    void namesThatPeopleHaveStayAsTheyAre(String name) {
        assertThat(new DisplayName(name).value()).isEqualTo(Normalizer.normalize(name, Normalizer.Form.NFC));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 30, 79})
    void stackedAccentsAreRefused(int accents) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DisplayName("q" + "\u0301".repeat(accents)))
                .withMessageContaining("accents");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void someAccentsAreNotRefused(int accents) {
        String name = "q" + "\u0301".repeat(accents);
        assertThat(new DisplayName(name).value()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "Ann, Ann (2)",
        "ANN, ANN (2)",
        // A Cyrillic А, and a small L in place of a capital i.
        "\u0410nn, \u0410nn (2)",
        "lda, lda (2)",
        "Bob, Bob",
        "Anne, Anne",
        "\uff21\uff4e\uff4e, \uff21\uff4e\uff4e (2)",
    })
    void aNameThatLooksLikeAnothersGetsANumber(String name, String shown) {
        assertThat(DisplayName.distinct(name, List.of("Ann", "Ida"))).isEqualTo(shown);
    }

    @Test
    void addsTheFirstFreeNumber() {
        assertThat(DisplayName.distinct("Ann", List.of("Ann", "ann (2)"))).isEqualTo("Ann (3)");
    }

    @Test
    void aNumberedNameIsNotTooLong() {
        String longest = "x".repeat(DisplayName.MAX_LENGTH);
        assertThat(DisplayName.distinct(longest, List.of(longest)))
                .isEqualTo("x".repeat(DisplayName.MAX_LENGTH - 4) + " (2)");
        String cats = "\ud83d\udc31".repeat(DisplayName.MAX_LENGTH / 2);
        assertThat(DisplayName.distinct("y" + cats.substring(2), List.of("y" + cats.substring(2))))
                .hasSizeLessThanOrEqualTo(DisplayName.MAX_LENGTH)
                .endsWith("\ud83d\udc31 (2)");
    }
}
