package org.chattycat.app.clock;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.chattycat.analysis.live.Advice;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.live.LiveListener;
import org.chattycat.analysis.live.SeenCodes;
import org.chattycat.app.latency.LiveValues;
import org.chattycat.app.platform.database.DatabaseFailure;
import org.chattycat.app.platform.database.DatabaseTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The clocks whose pages are connected to this instance. Renews the leases of those that are heard, ends those whose participant
 * has left, and tells each what workers see of it.
 */
@Component
class OpenClocks extends DatabaseTask implements LiveListener {
    private static final Logger log = LoggerFactory.getLogger(OpenClocks.class);

    private final Map<String, OpenClock> clocks = new ConcurrentHashMap<>();
    private final ClockLeases leases;
    private final ClockProperties properties;
    private final ServerTime time;
    private final Clock wall;

    OpenClocks(ClockLeases leases, ClockProperties properties, LiveValues liveValues, ServerTime time, Clock wall) {
        this.leases = leases;
        this.properties = properties;
        this.time = time;
        this.wall = wall;
        liveValues.listen(this);
    }

    /**
     * Leases an id for a new clock. Blocks.
     *
     * @throws ClockException if the clock is refused
     */
    OpenClock open(ClockLeases.Owner owner, ClockChannel channel, boolean pinged) {
        return add(leases.lease(owner), owner, channel, pinged);
    }

    /** Continues a clock that another instance opened for the same link. */
    OpenClock add(String id, ClockLeases.Owner owner, ClockChannel channel, boolean pinged) {
        OpenClock clock = new OpenClock(id, owner, channel, pinged, wall.instant(), properties);
        clocks.put(id, clock);
        return clock;
    }

    /** A clock reports. Cuts it off if its reports are wrong. */
    void report(OpenClock clock, ClockReport report) {
        try {
            if (clock.report(report, time.millis(), wall.instant())) {
                // At once: the first value is not to wait for the next renewal.
                leases.renew(List.of(clock.renewal(time.errorMs()))).subscribe(living -> {}, OpenClocks::logFailure);
            }
        } catch (ClockException e) {
            cutOff(clock, e);
        }
    }

    /** The page is gone, so its id is free. */
    void close(OpenClock clock) {
        if (clocks.remove(clock.id(), clock)) {
            leases.release(clock.id()).subscribe(done -> {}, OpenClocks::logFailure);
        }
    }

    /** The page is not heard any more, but may be heard by another instance. The id expires by itself. */
    void drop(OpenClock clock) {
        clocks.remove(clock.id(), clock);
    }

    private void cutOff(OpenClock clock, ClockException reason) {
        if (clocks.remove(clock.id(), clock)) {
            log.info("Clock {} is cut off: {}", clock.id(), reason.code());
            leases.withdraw(clock.id(), clock.rightUntil()).subscribe(done -> {}, OpenClocks::logFailure);
            clock.channel().end(reason);
        }
    }

    boolean contains(OpenClock clock) {
        return clocks.get(clock.id()) == clock;
    }

    @Override
    public void measured(List<LatencySample> samples) {
        for (LatencySample sample : samples) {
            boolean single = sample.clockId() != null && sample.source() != ClockSource.PAIR;
            OpenClock clock = single ? clocks.get(sample.clockId()) : null;
            if (clock == null || !clock.meetingId().equals(sample.meetingId())) {
                continue;
            }
            try {
                clock.measured(sample);
            } catch (ClockException e) {
                cutOff(clock, e);
            }
        }
    }

    @Override
    public void advised(Advice advice) {}

    @Override
    public void codesSeen(SeenCodes seen) {
        for (OpenClock clock : clocks.values()) {
            if (clock.meetingId().equals(seen.meetingId())) {
                clock.codesSeen(seen);
            }
        }
    }

    @Override
    protected Flux<?> work() {
        Flux<?> renewals =
                Flux.interval(properties.renewal()).onBackpressureDrop().concatMap(tick -> renew(), 1);
        Flux<?> feedback = Flux.interval(properties.feedbackInterval())
                .onBackpressureDrop()
                .doOnNext(tick -> clocks.values().forEach(OpenClock::tick));
        return Flux.merge(renewals, feedback);
    }

    private Mono<Void> renew() {
        List<OpenClock> present = List.copyOf(clocks.values());
        present.stream().filter(OpenClock::isSilent).forEach(this::endSilent);
        List<OpenClock> heard =
                present.stream().filter(clock -> clocks.containsKey(clock.id())).toList();
        if (heard.isEmpty()) {
            return Mono.empty();
        }
        return leases.renew(heard.stream()
                        .map(clock -> clock.renewal(time.errorMs()))
                        .toList())
                .doOnNext(living -> endOthers(heard, living))
                .then()
                .onErrorResume(e -> {
                    logFailure(e);
                    return Mono.empty();
                });
    }

    private void endSilent(OpenClock clock) {
        drop(clock);
        if (clock.owner().kind() == ClockSource.OWN) {
            clock.channel().hangUp();
        }
    }

    private void endOthers(List<OpenClock> renewed, Set<String> living) {
        for (OpenClock clock : renewed) {
            if (!living.contains(clock.id()) && clocks.containsKey(clock.id())) {
                close(clock);
                clock.channel().end(ClockException.meetingOver());
            }
        }
    }

    private static void logFailure(Throwable e) {
        if (!DatabaseFailure.isOutage(e)) {
            log.warn("A clock's lease could not be changed: {}", e.toString());
        }
    }
}
