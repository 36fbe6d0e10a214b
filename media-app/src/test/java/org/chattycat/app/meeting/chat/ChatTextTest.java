package org.chattycat.app.meeting.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatTextTest {
    @Test
    void keepsLinesAndCleansEachOfThem() {
        assertThat(new ChatText("\n  One   two \r\n\r\n \n\nthree\u202e\n").value())
                .isEqualTo("One two\n\nthree");
        assertThat(new ChatText("e\u0301").value()).isEqualTo("\u00e9");
        assertThat(new ChatText("\ud83d\udc69\u200d\ud83d\udcbb").value()).hasSize(5);
    }

    @Test
    void isBounded() {
        assertThat(new ChatText("x".repeat(2000)).value()).hasSize(2000);
        assertThat(new ChatText("x" + " ".repeat(3000)).value()).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t\n ", "\u200b", "a\u0007", "a\ne\u0301\u0301\u0301\u0301\u0301\u0301"})
    void refusesWhatShowsNothingOrDisturbsOtherText(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ChatText(text));
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChatText("x".repeat(2001)))
                .withMessage("A message must have 1 to 2000 characters.");
        assertThatIllegalArgumentException().isThrownBy(() -> new ChatText(null));
    }
}
