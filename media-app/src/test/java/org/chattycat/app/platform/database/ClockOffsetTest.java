package org.chattycat.app.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClockOffsetTest {
    @Test
    void isJudgedWithItsError() {
        assertThat(new ClockOffset(-30, 5).isTooLarge()).isTrue();
        assertThat(new ClockOffset(30, 5).isTooLarge()).isTrue();
        assertThat(new ClockOffset(30, 15).isTooLarge()).isFalse();
        assertThat(new ClockOffset(0, 0).isTooLarge()).isFalse();
    }
}
