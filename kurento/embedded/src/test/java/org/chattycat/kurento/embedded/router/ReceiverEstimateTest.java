package org.chattycat.kurento.embedded.router;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceiverEstimateTest {
    private final ReceiverEstimate estimate = new ReceiverEstimate();

    @Test
    void anEstimateBelowARisingRateDoesNotCount() {
        estimate.onRemb(300_000, 200_000);
        estimate.onRemb(450_000, 1_500_000);
        estimate.onRemb(480_000, 1_500_000);
        assertThat(estimate.limit()).isEqualTo(Bandwidth.UNLIMITED_BPS);
    }

    @Test
    void aFallingEstimateCountsUntilItIsWellAbove() {
        estimate.onRemb(2_000_000, 1_500_000);
        estimate.onRemb(900_000, 1_500_000);
        assertThat(estimate.limit()).isEqualTo(900_000);
        estimate.onRemb(970_000, 900_000);
        assertThat(estimate.limit()).as("it follows the estimate upwards").isEqualTo(970_000);
        estimate.onRemb(1_400_000, 1_000_000);
        assertThat(estimate.limit()).isEqualTo(Bandwidth.UNLIMITED_BPS);
    }

    @Test
    void heavyLossCountsToo() {
        estimate.onLoss(0.05, 1_000_000);
        assertThat(estimate.limit()).isEqualTo(Bandwidth.UNLIMITED_BPS);
        estimate.onLoss(0.5, 1_000_000);
        assertThat(estimate.limit()).isEqualTo(750_000);
        estimate.onLoss(0, 750_000);
        assertThat(estimate.limit()).isEqualTo(810_000);
        for (int i = 0; i < 10; i++) {
            estimate.onLoss(0, 750_000);
        }
        assertThat(estimate.limit()).isEqualTo(Bandwidth.UNLIMITED_BPS);
    }
}
