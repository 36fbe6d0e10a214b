package org.chattycat.app.clock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerTimeTest {
    @Test
    void aDifferenceCountsOnlyIfTheReadingProvesIt() {
        ServerTime.Offset ahead = new ServerTime.Offset(-12.5, 0.5);
        assertThat(ahead.proven()).isEqualTo(ahead);
        assertThat(new ServerTime.Offset(0.4, 0.5).proven()).isEqualTo(new ServerTime.Offset(0, 0));
    }
}
