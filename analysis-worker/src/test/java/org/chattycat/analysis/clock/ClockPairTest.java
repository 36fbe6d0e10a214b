package org.chattycat.analysis.clock;

import static org.assertj.core.api.Assertions.assertThat;

import org.chattycat.analysis.clock.ClockPair.Shutter;
import org.chattycat.analysis.clock.ClockPair.Sighting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockPairTest {
    @ParameterizedTest
    @CsvSource({
        // first, its period and row, second, its period and row, exposure, readout, difference, low, high
        "174934.531, 100, 0.5, 174934.100, 100, 0.5, 33, 20, 431, 298, 564",
        "174934.531, 100, 0.5, 174934.100,  17, 0.5, 33, 20, 431, 381, 564",
        "174934.531, 100, 0.2, 174934.100, 100, 0.7, 33, 20, 431, 298, 574",
        "174934.531, 100, 0.7, 174934.100, 100, 0.2, 33, 20, 431, 288, 564",
        "174934.531,   0, 0.5, 174934.100,   0, 0.5,  0,  0, 431, 431, 431",
        "174934.100, 100, 0.5, 174934.531, 100, 0.5, 33, 20, -431, -564, -298",
    })
    void boundsFollowFromPeriodsExposureAndRows(
            String first,
            double firstPeriod,
            double firstRow,
            String second,
            double secondPeriod,
            double secondRow,
            double exposure,
            double readout,
            double difference,
            double low,
            double high) {
        Sighting one = new Sighting(clock("oT261123" + first + "oTD0oTZ0"), firstPeriod, firstRow);
        Sighting other = new Sighting(clock("oT261123" + second + "oTD0oTZ0"), secondPeriod, secondRow);
        ClockPair pair =
                ClockPair.of(one, other, new Shutter(exposure, readout)).orElseThrow();
        assertThat(pair).isEqualTo(new ClockPair(difference, low, high));
        assertThat(ClockPair.of(other, one, new Shutter(exposure, readout))).contains(pair.exchanged());
    }

    @Test
    void zonesAreTakenIntoAccount() {
        assertThat(difference("oT261123174934.531oTD0oTZ1", "oT261123164934.100oTD0oTZ0"))
                .isEqualTo(431);
        assertThat(difference("oT261123174934.531", "oT261123174934.100oTI7")).isEqualTo(431);
    }

    @Test
    void clocksWithAndWithoutZoneHaveNoCommonTimeBase() {
        Shutter shutter = new Shutter(33, 20);
        assertThat(ClockPair.of(
                        new Sighting(clock("oT261123174934.531"), 33, 0.5),
                        new Sighting(clock("oT261123174934.531oTD0oTZ0"), 33, 0.5),
                        shutter))
                .isEmpty();
    }

    private static double difference(String first, String second) {
        return ClockPair.of(
                        new Sighting(clock(first), 33, 0.5), new Sighting(clock(second), 33, 0.5), new Shutter(33, 20))
                .orElseThrow()
                .differenceMs();
    }

    private static ClockCode.Valid clock(String text) {
        return (ClockCode.Valid) ClockCode.parse(text);
    }
}
