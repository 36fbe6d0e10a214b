package org.chattycat.kurento.embedded.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.chattycat.kurento.embedded.sdp.SdpException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever cameras and viewers do, every viewer soon sees the present, and its timestamps advance like the time. All of it
 * happens in virtual time, at random.
 */
class ViewersReachThePresentTest {
    private static final int ROUNDS = 12;
    private static final int VIEWERS = 8;
    private static final int STEPS = 250;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyViewerReachesThePresent(long seed) throws SdpException {
        for (int round = 0; round < ROUNDS; round++) {
            play(new Random(seed * 1000 + round), "seed " + seed + ", round " + round);
        }
    }

    private static void play(Random random, String name) throws SdpException {
        VirtualTime time = new VirtualTime();
        List<SyntheticCamera> cameras = List.of(new SyntheticCamera(time, random), new SyntheticCamera(time, random));
        List<SyntheticViewer> viewers = new ArrayList<>();
        for (int i = 0; i < VIEWERS; i++) {
            viewers.add(new SyntheticViewer(time, name + ", viewer " + i));
        }
        for (int step = 0; step < STEPS; step++) {
            act(viewers.get(random.nextInt(VIEWERS)), cameras, random);
            time.runForMs(random.nextInt(120));
            viewers.forEach(SyntheticViewer::assertPresent);
        }
        cameras.forEach(SyntheticCamera::calmDown);
        for (SyntheticViewer viewer : viewers) {
            viewer.watch(cameras.get(0));
            if (!viewer.isConnected()) {
                viewer.connected(random.nextBoolean());
            }
        }
        time.runForMs(10_000);
        viewers.forEach(SyntheticViewer::assertPresent);
    }

    private static void act(SyntheticViewer viewer, List<SyntheticCamera> cameras, Random random) {
        switch (random.nextInt(10)) {
            case 0 -> viewer.watch(null);
            case 1, 2 -> viewer.watch(cameras.get(0));
            case 3 -> viewer.watch(cameras.get(1));
            case 4, 5 -> {
                if (!viewer.isConnected()) {
                    viewer.connected(random.nextBoolean());
                }
            }
            default -> {
                // Nothing happens for a while.
            }
        }
    }
}
