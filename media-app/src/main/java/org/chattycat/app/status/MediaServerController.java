package org.chattycat.app.status;

import java.security.Principal;
import org.chattycat.app.identity.account.CurrentAccount;
import org.chattycat.app.identity.account.Operators;
import org.chattycat.app.identity.audit.AuditKind;
import org.chattycat.app.identity.audit.AuditLog;
import org.chattycat.app.identity.audit.Client;
import org.chattycat.app.kurento.MediaServers;
import org.chattycat.app.kurento.ServerMarks;
import org.chattycat.app.meeting.RoomRepository;
import org.chattycat.app.platform.query.InvalidArgumentException;
import org.chattycat.kurento.client.ServerName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** The GraphQL mutation that takes a media server out of service, or puts it back. */
@Controller
class MediaServerController {
    private static final Logger log = LoggerFactory.getLogger(MediaServerController.class);

    private final Operators operators;
    private final MediaServers servers;
    private final ServerMarks marks;
    private final RoomRepository rooms;
    private final StatusReader reader;
    private final AuditLog audit;

    MediaServerController(
            Operators operators,
            MediaServers servers,
            ServerMarks marks,
            RoomRepository rooms,
            StatusReader reader,
            AuditLog audit) {
        this.operators = operators;
        this.servers = servers;
        this.marks = marks;
        this.rooms = rooms;
        this.reader = reader;
        this.audit = audit;
    }

    @MutationMapping
    Mono<Status> drainMediaServer(
            @Argument String address, @Argument boolean draining, Principal principal, @ContextValue Client client) {
        AuditKind kind = draining ? AuditKind.MEDIA_SERVER_DRAINED : AuditKind.MEDIA_SERVER_RESTORED;
        return operators
                .require(principal)
                .then(Mono.defer(() -> Mono.justOrEmpty(servers.find(address))))
                .switchIfEmpty(Mono.error(() ->
                        new InvalidArgumentException("NOT_FOUND", "No media server with this address is configured.")))
                .flatMap(uri -> marks.drain(uri, draining)
                        .then(rooms.refreshRoomsOn(uri))
                        .then(audit.note(
                                kind, CurrentAccount.of(principal).accountId(), client, new ServerName(uri).toString()))
                        .doOnSuccess(done -> log.info(
                                draining ? "{} is taken out of service" : "{} is back in service",
                                new ServerName(uri))))
                .then(reader.read())
                .map(StatusParts::status);
    }
}
