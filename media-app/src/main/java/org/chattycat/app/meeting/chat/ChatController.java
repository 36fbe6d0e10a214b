package org.chattycat.app.meeting.chat;

import org.chattycat.app.meeting.Meeting;
import org.chattycat.app.platform.query.KeysetPage;
import org.springframework.data.domain.Window;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.query.ScrollSubrange;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** The chat of a meeting. Whoever has the meeting may see it: the query that found it has checked that. */
@Controller
class ChatController {
    private static final int MAX_PAGE = 1000;

    private final Chat chat;

    ChatController(Chat chat) {
        this.chat = chat;
    }

    @SchemaMapping
    Mono<Window<ChatMessage>> chatMessages(Meeting meeting, ScrollSubrange subrange) {
        return chat.find(meeting.id(), KeysetPage.of("chatMessages", meeting.id(), subrange, MAX_PAGE));
    }
}
