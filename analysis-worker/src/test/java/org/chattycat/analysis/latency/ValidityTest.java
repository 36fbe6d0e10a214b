package org.chattycat.analysis.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chattycat.analysis.live.Advice;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.live.SampleValidity;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rule of docs/using.md, "Which values count". */
class ValidityTest {
    private final ClockRig rig = new ClockRig();

    /** The true latency is 200 ms; the allowance with an idle network is 3 s. */
    @ParameterizedTest
    @CsvSource({
        "-60, IMPLAUSIBLE",
        "-40, IMPLAUSIBLE",
        "-5, IMPLAUSIBLE",
        "-3, IMPLAUSIBLE",
        "-2.7, VALID",
        "-1, VALID",
        "-0.1, VALID",
        "0, VALID",
        "0.1, VALID",
        "0.19, VALID",
        "0.3, CLOCK_FAULT",
        "1, CLOCK_FAULT",
        "5, CLOCK_FAULT",
        "40, CLOCK_FAULT",
        "60, CLOCK_FAULT"
    })
    void aPhoneClockThatIsOffBySeconds(double aheadSeconds, SampleValidity expected) {
        rig.transitMs = 200;
        rig.phoneAheadMs = aheadSeconds * 1_000;
        assertThat(rig.next(3_000)).isNotEmpty().allSatisfy(sample -> {
            assertThat(sample.validity()).isEqualTo(expected);
            assertThat(sample.latencyMs()).isBetween(199 - rig.phoneAheadMs, 202 - rig.phoneAheadMs);
        });
        assertThat(rig.sink.windows).isNotEmpty().allMatch(window -> window.validity() == expected);
        assertThat(advised())
                .isEqualTo(
                        switch (expected) {
                            case VALID -> List.of();
                            case IMPLAUSIBLE -> List.of("IMPLAUSIBLE");
                            case CLOCK_FAULT -> List.of("CLOCK_FAULT");
                        });
    }

    @Test
    void aRealLatencyOfOneAndAHalfSecondsCounts() {
        rig.transitMs = 1_500;
        assertThat(rig.next(3_000)).isNotEmpty().allMatch(sample -> sample.validity() == SampleValidity.VALID);
    }

    @Test
    void whatIsBufferedOnTheWayWidensTheAllowance() {
        rig.run(2_000);
        rig.transitMs = 4_500;
        List<LatencySample> congested = rig.next(2_000);
        assertThat(congested).isNotEmpty().allMatch(sample -> sample.validity() == SampleValidity.VALID);
        assertThat(congested.get(0).latencyMs()).isBetween(4_499.0, 4_502.0);
    }

    @Test
    void aDelayedSourceIsImplausibleAndNotCalledAClockFault() {
        rig.sourceDelayMs = 6_000;
        assertThat(rig.next(3_000)).isNotEmpty().allMatch(sample -> sample.validity() == SampleValidity.IMPLAUSIBLE);
        assertThat(advised()).containsExactly("IMPLAUSIBLE");
        assertThat(rig.sink.advice.get(0).text()).contains("the picture is delayed");
    }

    @Test
    void aDriftingClockCountsUntilItIsProvenWrong() {
        rig.phoneGainPerSecondMs = 20;
        rig.run(10_000);
        List<LatencySample> drifting = rig.phoneSamples();
        int proven = (int) drifting.stream()
                .takeWhile(sample -> sample.validity() == SampleValidity.VALID)
                .count();
        assertThat(drifting.get(proven).latencyMs()).isBetween(-40.0, -5.0);
        assertThat(drifting.subList(proven, drifting.size()))
                .isNotEmpty()
                .allMatch(sample -> sample.validity() == SampleValidity.CLOCK_FAULT);
    }

    @Test
    void aClockThatFallsBehindBecomesImplausible() {
        rig.phoneAheadMs = -2_500;
        rig.phoneGainPerSecondMs = -200;
        rig.run(4_000);
        assertThat(rig.phoneSamples()).first().matches(sample -> sample.validity() == SampleValidity.VALID);
        assertThat(rig.phoneSamples()).last().matches(sample -> sample.validity() == SampleValidity.IMPLAUSIBLE);
    }

    @Test
    void aSynchronisedClockInThePictureProvesAPhoneWrongEitherWay() {
        rig.withStamp = true;
        rig.phoneAheadMs = -1_000;
        List<LatencySample> behind = rig.next(2_000);
        assertThat(behind.subList(2, behind.size()))
                .isNotEmpty()
                .allMatch(sample -> sample.validity() == SampleValidity.CLOCK_FAULT);
        assertThat(rig.sink.advice).first().satisfies(advice -> assertThat(advice.text())
                .isEqualTo("The phone's clock is at least 898 ms behind."));
    }

    @Test
    void aPhoneThatAgreesWithASynchronisedClockCounts() {
        rig.withStamp = true;
        assertThat(rig.next(2_000)).isNotEmpty().allMatch(sample -> sample.validity() == SampleValidity.VALID);
    }

    @ParameterizedTest
    @CsvSource({"5000", "1000", "180", "100", "75", "60", "-3500", "-5000", "-40000", "3000000", "-3600000", "100000000"
    })
    void aCorrectedClockIsJudgedAnewAndItsAdviceIsWithdrawn(double aheadMs) {
        rig.run(12_000);
        rig.phoneAheadMs = aheadMs;
        rig.run(12_000);
        rig.phoneAheadMs = 0;
        List<LatencySample> corrected = rig.next(2_000);
        assertThat(corrected.subList(1, corrected.size()))
                .isNotEmpty()
                .allMatch(sample -> sample.validity() == SampleValidity.VALID);
        assertThat(rig.sink.advice).last().matches(advice -> !advice.active());
        assertThat(rig.sink.advice.stream().filter(Advice::active).filter(advice -> advice.code()
                        .equals("CLOCK_FAULT")))
                .as("no right value is called a clock that is behind")
                .allMatch(advice -> advice.text().endsWith(" ahead."));
    }

    @Test
    void adviceIsWithdrawnWithinTwoSeconds() {
        rig.phoneAheadMs = 5_000;
        rig.run(1_000);
        rig.withPhone = false;
        rig.run(1_800);
        assertThat(rig.sink.advice).extracting(Advice::active).containsExactly(true, false);
    }

    @Test
    void adviceEndsWithTheTap() {
        rig.phoneAheadMs = 5_000;
        rig.run(1_000);
        rig.meter.end();
        assertThat(rig.sink.advice).extracting(Advice::active).containsExactly(true, false);
    }

    private List<String> advised() {
        return rig.sink.advice.stream().map(Advice::code).distinct().toList();
    }

    @Test
    @DisplayName("After a small correction of the clock, right values count again within two seconds")
    void aSmallCorrection() {
        rig.transitMs = 5;
        rig.phoneAheadMs = 45;
        assertThat(rig.next(4_000)).last().matches(sample -> sample.validity() == SampleValidity.CLOCK_FAULT);
        rig.phoneAheadMs = 0;
        rig.run(2_000);
        int said = rig.sink.advice.size();
        assertThat(rig.next(3_000)).extracting(LatencySample::validity).containsOnly(SampleValidity.VALID);
        assertThat(rig.sink.advice.subList(said, rig.sink.advice.size())).noneMatch(Advice::active);
    }
}
