package org.chattycat.analysis.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chattycat.analysis.qr.ControlSet;
import org.chattycat.analysis.qr.TrapSet;
import org.chattycat.analysis.video.OpenCv;

/**
 * Measures reading: {@code ReadBench DIR} prints how many clock codes of a folder of clips are read, and the cost; then how
 * many unpredictable texts are read, compared with clocks under the same conditions ({@link ControlSet}). {@code ReadBench traps}
 * counts the times that are read in pictures that show none ({@link TrapSet}). {@code ReadBench live DIR} compares reading as a worker
 * does it with reading in full ({@link LiveRound}).
 *
 * <p>Costs are means over the frames with a clock, and over the frames without any code; they exclude decoding. The same run
 * measures ZXing alone on the same frames ({@link ReferenceReader}): compare only the ratio between machines.
 */
public final class ReadBench {
    /** Rounds after the warm-up; costs are their median. */
    private static final int ROUNDS = 3;

    private static final int CONTROL_PAIRS = 200;
    private static final long CONTROL_SEED = 4;
    private static final long TRAP_FRAMES = 300_000;
    private static final long TRAP_SEED = 9;

    private ReadBench() {}

    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals("traps")) {
            OpenCv.load();
            print(TrapSet.run(TRAP_SEED, args.length > 1 ? Long.parseLong(args[1]) : TRAP_FRAMES));
            return;
        }
        if (args.length == 2 && args[0].equals("live")) {
            OpenCv.load();
            Path folder = Path.of(args[1]);
            LiveRound.of(folder, ClipTruth.of(folder)).print();
            return;
        }
        if (args.length != 1 || !Files.isReadable(Path.of(args[0]).resolve("truth.csv"))) {
            System.err.println(
                    "usage: bench read [DIR] | live DIR | traps [FRAMES]; DIR holds a truth.csv and the clips that it describes");
            System.exit(2);
        }
        OpenCv.load();
        Path folder = Path.of(args[0]);
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
        print(ControlSet.run(CONTROL_SEED, CONTROL_PAIRS));
    }

    private static void print(TrapSet.Result traps) {
        System.out.printf(
                Locale.ROOT,
                "{\"bench\":\"read\",\"scenario\":\"traps\",\"frames\":%d,\"codes\":%d,\"wrong\":%d}%n",
                traps.frames(),
                traps.codes(),
                traps.wrong());
        if (traps.wrong() > 0) {
            System.err.println("first wrong time: " + traps.firstWrong());
            System.exit(1);
        }
    }

    private static void print(ControlSet.Result control) {
        System.out.printf(
                Locale.ROOT,
                "{\"bench\":\"read\",\"scenario\":\"control\",\"pairs\":%d,\"frames\":%d,\"clocksPercent\":%.2f,"
                        + "\"shuffledPercent\":%.2f,\"differencePercent\":%.2f,\"standardErrorPercent\":%.2f,\"wrong\":%d}%n",
                control.pairs(),
                control.frames(),
                control.clocksPercent(),
                control.shuffledPercent(),
                control.differencePercent(),
                control.standardErrorPercent(),
                control.wrong());
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
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
