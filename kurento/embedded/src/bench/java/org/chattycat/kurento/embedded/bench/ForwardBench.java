package org.chattycat.kurento.embedded.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Measures forwarding: {@code ForwardBench [SCENARIO...]} prints one JSON line per scenario, such as {@code 20x20},
 * {@code 20x20-cold} or {@code handshake}. Each scenario also runs against {@link FloorServer}, so that a slow or busy
 * machine affects both figures.
 */
public final class ForwardBench {
    private static final List<String> DEFAULT = List.of("1x10", "10x5", "20x20", "20x20-cold", "handshake");
    private static final int LEAST_WARM_UP_SECONDS = 6;
    /** The JVM compiles what has run often: few streams need longer for it. */
    private static final int WARM_UP_STREAM_SECONDS = 600;

    private static final int RUN_SECONDS = 4;
    private static final int RUNS = 3;
    private static final int COLD_SECONDS = 10;

    private ForwardBench() {}

    /** One measured run of one server. */
    private record Run(
            double packetsPerSecond,
            double corePercent,
            double compilerPercent,
            double p50Millis,
            double p99Millis,
            double lossPercent,
            double lateMillis) {
        /**
         * Without the JVM's compiler, which is done at some time. Per packet, because on a busy machine the two servers may not
         * forward the same number.
         */
        double costPerPacket() {
            return (corePercent - compilerPercent) / Math.max(1, packetsPerSecond);
        }
    }

    private record Result(Run run, double rssMiB, int settledSeconds) {}

    public static void main(String[] arguments) throws Exception {
        for (String name : arguments.length > 0 ? List.of(arguments) : DEFAULT) {
            if (name.equals("handshake")) {
                System.out.println(HandshakeBench.run());
            } else {
                Scenario scenario = Scenario.parse(name);
                Result floor = measure(FloorServer.class, scenario);
                Result server = measure(BenchServer.class, scenario);
                print(scenario, server, floor);
            }
        }
    }

    private static Result measure(Class<?> main, Scenario scenario) throws IOException, InterruptedException {
        try (ServerProcess server = new ServerProcess(main, scenario);
                LoadGenerator load = new LoadGenerator(scenario, server, main == BenchServer.class)) {
            if (scenario.cold()) {
                return measureCold(server, load);
            }
            Thread.sleep(1000L * Math.max(LEAST_WARM_UP_SECONDS, WARM_UP_STREAM_SECONDS / scenario.streams()));
            load.sample();
            Run[] runs = new Run[RUNS];
            for (int i = 0; i < RUNS; i++) {
                runs[i] = run(server, load, RUN_SECONDS);
            }
            return new Result(median(runs), server.rssMiB(), 0);
        }
    }

    /** Measures each second. A server has settled when it loses no packet and the median waits no longer than a frame. */
    private static Result measureCold(ServerProcess server, LoadGenerator load)
            throws IOException, InterruptedException {
        int settled = 0;
        Run last = null;
        for (int second = 1; second <= COLD_SECONDS; second++) {
            last = run(server, load, 1);
            if (last.lossPercent() > 0 || last.p50Millis() > 1000.0 / Scenario.FRAMES_PER_SECOND) {
                settled = second;
            }
        }
        return new Result(last, server.rssMiB(), settled);
    }

    private static Run run(ServerProcess server, LoadGenerator load, int seconds)
            throws IOException, InterruptedException {
        double cpu = server.cpuSeconds();
        double compiler = server.compilerSeconds();
        long start = System.nanoTime();
        Thread.sleep(seconds * 1000L);
        double elapsed = (System.nanoTime() - start) / 1e9;
        double used = server.cpuSeconds() - cpu;
        double compiled = server.compilerSeconds() - compiler;
        LoadGenerator.Sample sample = load.sample();
        return new Run(
                sample.received() / elapsed,
                100 * used / elapsed,
                100 * compiled / elapsed,
                sample.p50Millis(),
                sample.p99Millis(),
                100.0 * sample.lost() / Math.max(1, sample.received() + sample.lost()),
                sample.lateMillis());
    }

    private static Run median(Run[] runs) {
        return new Run(
                median(runs, Run::packetsPerSecond),
                median(runs, Run::corePercent),
                median(runs, Run::compilerPercent),
                median(runs, Run::p50Millis),
                median(runs, Run::p99Millis),
                median(runs, Run::lossPercent),
                median(runs, Run::lateMillis));
    }

    private static double median(Run[] runs, ToDoubleFunction<Run> field) {
        double[] values = Arrays.stream(runs).mapToDouble(field).sorted().toArray();
        return values[values.length / 2];
    }

    private static void print(Scenario scenario, Result server, Result floor) {
        Run run = server.run();
        System.out.printf(
                Locale.ROOT,
                "{\"bench\":\"forward\",\"scenario\":\"%s\",\"streams\":%d,\"packetsPerSecond\":%.0f,"
                        + "\"corePercent\":%.1f,\"compilerPercent\":%.1f,\"corePercentPerStream\":%.4f,\"addedP50Ms\":%.2f,\"addedP99Ms\":%.2f,"
                        + "\"floorP50Ms\":%.2f,\"floorP99Ms\":%.2f,\"lossPercent\":%.3f,\"rssMiB\":%.0f,"
                        + "\"floorRatio\":%.2f,\"generatorLateMs\":%.1f%s}%n",
                scenario.name(),
                scenario.streams(),
                run.packetsPerSecond(),
                run.corePercent(),
                run.compilerPercent(),
                run.corePercent() / scenario.streams(),
                run.p50Millis(),
                run.p99Millis(),
                floor.run().p50Millis(),
                floor.run().p99Millis(),
                run.lossPercent(),
                server.rssMiB(),
                run.costPerPacket() / floor.run().costPerPacket(),
                run.lateMillis(),
                scenario.cold() ? settled(server, floor) : "");
    }

    private static String settled(Result server, Result floor) {
        return ",\"settledSeconds\":" + server.settledSeconds() + ",\"floorSettledSeconds\":" + floor.settledSeconds();
    }
}
