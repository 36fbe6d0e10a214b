package org.chattycat.app.call;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.chattycat.app.meeting.PersonId;
import org.chattycat.app.meeting.RoomState;
import org.chattycat.app.meeting.chat.ChatMessage;

/**
 * What people of a room say and show besides their voices: chat, raised hands and reactions. Used on the room's executor
 * only.
 */
final class Conversation {
    private final UUID meetingId;
    private final RoomServices services;
    private final Consumer<ServerMessage> broadcast;
    /** The number of the latest message that all pages have; negative before the room was read. */
    private int told = -1;

    /** @param broadcast sends a message to all pages of the room on this instance */
    Conversation(UUID meetingId, RoomServices services, Consumer<ServerMessage> broadcast) {
        this.meetingId = meetingId;
        this.services = services;
        this.broadcast = broadcast;
    }

    /** Sends all pages the messages since the last call. */
    void follow(RoomState state) {
        int newest = state.chatMessages();
        if (told >= 0 && newest > told) {
            List<ChatMessage> messages = services.database().one(services.chat().between(meetingId, told, newest));
            if (!messages.isEmpty()) {
                broadcast.accept(ServerMessage.Chat.of(messages));
            }
        }
        told = newest;
    }

    /** Sends a page that joins the latest messages, up to those that the other pages have. */
    void catchUp(CallSocket socket) {
        if (told > 0) {
            List<ChatMessage> messages = services.database()
                    .one(services.chat().latest(meetingId, socket.caller().person(), told));
            if (!messages.isEmpty()) {
                socket.send(ServerMessage.Chat.of(messages));
            }
        }
    }

    /** Stores a message, which then reaches all pages as every change of the room does. */
    void post(LocalParticipant participant, PersonId person, String text) {
        services.database().one(services.chat().post(meetingId, participant.id(), person, text));
    }

    /** Raises or lowers the hand of a participant. */
    void raiseHand(LocalParticipant participant, boolean raised) {
        services.gestures().take(participant.id());
        services.database().one(services.participants().raiseHand(participant.id(), raised));
    }

    /** Shows a reaction on all pages of the room, on every instance, and keeps it for the timeline. */
    void react(LocalParticipant participant, Reaction reaction) {
        services.gestures().take(participant.id());
        services.database().one(services.participants().keepReaction(participant.id(), reaction.name()));
        services.database().one(services.rooms().tell(meetingId, participant.id() + " " + reaction.name()));
    }
}
