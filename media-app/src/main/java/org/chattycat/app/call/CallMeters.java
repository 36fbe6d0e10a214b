package org.chattycat.app.call;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.function.ToIntFunction;
import org.chattycat.app.meeting.PublicationKind;
import org.springframework.stereotype.Component;

/** Meters of the calls that this instance serves: {@code chattycat.call.*}. */
@Component
class CallMeters {
    private final MeterRegistry meters;

    CallMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Shows what the rooms contain, whenever the meters are read. */
    void watch(Collection<Room> rooms) {
        Gauge.builder("chattycat.call.rooms", rooms, Collection::size)
                .description("Rooms to which a page is connected here")
                .register(meters);
        gauge("participants", "Pages in these rooms, connected here", rooms, room -> room.participants()
                .size());
        gauge("publications", "Cameras and screens that they send", rooms, room -> room.participants().stream()
                .mapToInt(who -> (int) who.publishings().stream()
                        .filter(one -> one.kind() != PublicationKind.CAMERA_SMALL)
                        .count())
                .sum());
        gauge("views", "Cameras and screens that they receive", rooms, room -> room.participants().stream()
                .mapToInt(who -> who.viewings().size())
                .sum());
    }

    private void gauge(String name, String description, Collection<Room> rooms, ToIntFunction<Room> ofRoom) {
        Gauge.builder("chattycat.call." + name, rooms, all -> all.stream()
                        .mapToInt(ofRoom)
                        .sum())
                .description(description)
                .register(meters);
    }

    /** A page sent a message. */
    void received(ClientMessage message) {
        Counter.builder("chattycat.call.messages")
                .description("Messages from pages")
                .tag("type", message.getClass().getSimpleName())
                .register(meters)
                .increment();
    }

    /** A message could not be handled. */
    void failed(CallErrorCode code) {
        Counter.builder("chattycat.call.failures")
                .description("Messages that were answered with an error")
                .tag("code", code.name())
                .register(meters)
                .increment();
    }
}
