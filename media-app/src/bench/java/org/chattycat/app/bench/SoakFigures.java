package org.chattycat.app.bench;

import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chattycat.app.probe.CallTimes;
import org.chattycat.app.probe.Percentile;

/** What participants experienced while parts failed. Errors are described on standard error. */
final class SoakFigures extends CallTimes {
    private static final int SAMPLES_PER_QUERY = 10_000;

    private final Map<String, Long> latestBadge = new ConcurrentHashMap<>();
    private final Set<String> samples = ConcurrentHashMap.newKeySet();
    private final AtomicInteger errors = new AtomicInteger();
    private final Map<Fault, Percentile> recoveries = new EnumMap<>(Fault.class);
    /** By part, in the order of time. */
    private final Map<String, List<ProcessState>> states = new LinkedHashMap<>();

    private long checkedSamples;
    private long lostSamples;
    private int callsLost;

    @Override
    public void badge(String publicationId, double ms) {
        super.badge(publicationId, ms);
        latestBadge.put(publicationId, System.nanoTime());
    }

    @Override
    public void stored(String sampleId) {
        samples.add(sampleId);
    }

    @Override
    public void failed(String participant, String what) {
        errors.incrementAndGet();
        System.err.println(participant + ": " + what);
    }

    /** The number of cameras with a measurement within the last so many ms. */
    long measured(long withinMs) {
        long since = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(withinMs);
        latestBadge.values().removeIf(at -> at - since < 0);
        return latestBadge.size();
    }

    /** Measurements so far do not show that measuring works now. */
    void forgetMeasured() {
        latestBadge.clear();
    }

    void recovered(Fault fault, double ms) {
        recoveries.computeIfAbsent(fault, one -> new Percentile()).add(ms);
    }

    void callLost() {
        callsLost++;
    }

    void state(String part, ProcessState state) {
        states.computeIfAbsent(part, one -> new ArrayList<>()).add(state);
    }

    /** Looks whether the samples that pages got so far are stored. Each is looked for once. */
    void checkSamples(LocalInstallation installation) throws IOException {
        List<String> shown = List.copyOf(samples);
        try (Connection database = installation.connectToDatabase();
                PreparedStatement query =
                        database.prepareStatement("select count(*) from latency_sample where id = any(?)")) {
            for (int from = 0; from < shown.size(); from += SAMPLES_PER_QUERY) {
                List<String> some = shown.subList(from, Math.min(shown.size(), from + SAMPLES_PER_QUERY));
                Array ids = database.createArrayOf("uuid", some.toArray());
                query.setArray(1, ids);
                try (ResultSet found = query.executeQuery()) {
                    found.next();
                    lostSamples += some.size() - found.getLong(1);
                }
                checkedSamples += some.size();
                some.forEach(samples::remove);
            }
        } catch (SQLException e) {
            throw new IOException("The samples could not be counted: " + e.getMessage(), e);
        }
    }

    boolean isClean() {
        return errors.get() == 0 && lostSamples == 0 && callsLost == 0;
    }

    String json(SoakOptions options, double minutes) {
        int faults = recoveries.values().stream().mapToInt(Percentile::count).sum() + callsLost;
        return String.format(
                Locale.ROOT,
                "{\"bench\":\"soak\",\"scenario\":\"%s\",\"seed\":%d,\"minutes\":%.2f,\"faults\":%d,\"callsLost\":%d,"
                        + "\"samples\":%d,\"samplesLost\":%d,\"errors\":%d,\"recoveryMs\":%s,\"states\":%s}",
                options.scenario(),
                options.seed(),
                minutes,
                faults,
                callsLost,
                checkedSamples,
                lostSamples,
                errors.get(),
                object(
                        recoveries,
                        times -> String.format(
                                Locale.ROOT,
                                "{\"count\":%d,\"p50\":%s,\"max\":%s}",
                                times.count(),
                                Percentile.json(times.of(50)),
                                Percentile.json(times.of(100)))),
                object(states, SoakFigures::json));
    }

    private static String json(List<ProcessState> states) {
        return "{\"heapMiB\":%s,\"rssMiB\":%s,\"threads\":%s,\"descriptors\":%s}"
                .formatted(
                        array(states, state -> Percentile.json(state.heapMiB())),
                        array(states, state -> Percentile.json(state.rssMiB())),
                        array(states, state -> Long.toString(state.threads())),
                        array(states, state -> Long.toString(state.descriptors())));
    }

    private static String array(List<ProcessState> states, Function<ProcessState, String> value) {
        return states.stream().map(value).collect(Collectors.joining(",", "[", "]"));
    }

    private static <K, V> String object(Map<K, V> map, Function<V, String> value) {
        return map.entrySet().stream()
                .map(one -> "\"" + one.getKey() + "\":" + value.apply(one.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
