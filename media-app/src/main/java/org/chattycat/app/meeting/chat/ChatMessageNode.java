package org.chattycat.app.meeting.chat;

import java.security.Principal;
import java.util.UUID;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.identity.account.NodeKind;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds chat messages of visible meetings by their ids. */
@Component
class ChatMessageNode implements NodeKind {
    private final Chat chat;

    ChatMessageNode(Chat chat) {
        this.chat = chat;
    }

    @Override
    public String table() {
        return "chat_message";
    }

    @Override
    public Mono<ChatMessage> find(UUID id, Principal principal) {
        return chat.findVisible(id, Grant.of(principal));
    }
}
