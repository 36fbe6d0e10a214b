package org.chattycat.app.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chattycat.app.platform.query.InvalidArgumentException;
import org.junit.jupiter.api.Test;

class AlertTextTest {
    @Test
    void saysWhatBreaksTheRule() {
        assertThat(AlertText.of(AlertKind.LATENCY, 300.0, 30)).isEqualTo("latency above 300 ms for 30 s");
        assertThat(AlertText.of(AlertKind.LOSS, 2.5, 10)).isEqualTo("packet loss above 2.5 % for 10 s");
        assertThat(AlertText.of(AlertKind.NO_READING, null, 60)).isEqualTo("no clock reading for 60 s");
    }

    @Test
    void rulesHaveBounds() {
        assertThatCode(() -> rule(AlertKind.LATENCY, 1.0, 5).check()).doesNotThrowAnyException();
        assertThatCode(() -> rule(AlertKind.LOSS, 100.0, 300).check()).doesNotThrowAnyException();
        assertThatCode(() -> rule(AlertKind.NO_READING, null, 30).check()).doesNotThrowAnyException();
        refused(rule(AlertKind.LATENCY, 0.5, 30));
        refused(rule(AlertKind.LATENCY, null, 30));
        refused(rule(AlertKind.LATENCY, Double.NaN, 30));
        refused(rule(AlertKind.LATENCY, Double.POSITIVE_INFINITY, 30));
        refused(rule(AlertKind.LOSS, 101.0, 30));
        refused(rule(AlertKind.NO_READING, 1.0, 30));
        refused(rule(AlertKind.LATENCY, 300.0, 4));
        refused(rule(AlertKind.LATENCY, 300.0, 301));
    }

    private static NewAlertRule rule(AlertKind kind, Double threshold, int seconds) {
        return new NewAlertRule(null, kind, threshold, seconds, false, null);
    }

    private static void refused(NewAlertRule rule) {
        assertThatThrownBy(rule::check).isInstanceOf(InvalidArgumentException.class);
    }
}
