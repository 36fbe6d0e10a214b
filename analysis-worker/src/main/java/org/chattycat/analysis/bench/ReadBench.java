package org.chattycat.analysis.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chattycat.analysis.decode.OpenCv;

/**
 * {@code bench read [DIR]}: how much of a folder of clips is read, and at what cost.
 *
 * <p>A clip is decoded and each of its frames is given to a {@link org.chattycat.analysis.read.ClockReader} of its own
 * as fast as it goes. Costs are means over the frames with a clock and over those without any code; times exclude
 * decoding. Beside them stands the cost of ZXing alone, at half size and then, if need be, full size, on the same
 * frames in the same run: the ratio is what can be compared between machines.
 */
public final class ReadBench {
    /** Costs are the median of so many rounds, after one that warms up. */
    private static final int ROUNDS = 3;

    private ReadBench() {}

    public static void main(String[] args) throws IOException {
        OpenCv.load();
        Path folder = Path.of(args.length > 0 ? args[0] : "analysis-worker/src/test/resources/clips");
        ClipTruth truth = ClipTruth.of(folder);
        for (int width : truth.clips().values().stream()
                .map(ClipTruth.Clip::width)
                .collect(Collectors.toCollection(TreeSet::new))) {
            ReadRound warmUp = ReadRound.of(folder, truth, width);
            ReadRound[] rounds = new ReadRound[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                rounds[i] = ReadRound.of(folder, truth, width);
            }
            print(width, warmUp, rounds);
        }
    }

    private static void print(int width, ReadRound reading, ReadRound... rounds) {
        double positiveMs =
                median(Stream.of(rounds).mapToDouble(r -> r.positive.meanMs()).toArray());
        double noneMs =
                median(Stream.of(rounds).mapToDouble(r -> r.none.meanMs()).toArray());
        System.out.printf(
                Locale.ROOT,
                "{\"bench\":\"read\",\"scenario\":\"%d\",\"frames\":%d,\"recallPercent\":%.2f,\"clips\":%d,"
                        + "\"clipsReadPercent\":%.2f,\"wrong\":%d,\"meanMs\":%.3f,\"noneMeanMs\":%.3f,"
                        + "\"meanToZxing\":%.2f,\"noneMeanToZxing\":%.2f,\"zxingRecallPercent\":%.2f}%n",
                width,
                reading.positives,
                percent(reading.read, reading.positives),
                reading.clips,
                percent(reading.clipsRead, reading.clips),
                reading.wrong,
                positiveMs,
                noneMs,
                median(Stream.of(rounds)
                        .mapToDouble(r -> r.positive.ratioToReference())
                        .toArray()),
                median(Stream.of(rounds)
                        .mapToDouble(r -> r.none.ratioToReference())
                        .toArray()),
                percent(reading.referenceRead, reading.positives));
        System.out.flush();
    }

    private static double percent(int part, int whole) {
        return whole == 0 ? 0 : 100.0 * part / whole;
    }

    private static double median(double... values) {
        double[] sorted = values.clone();
        java.util.Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
