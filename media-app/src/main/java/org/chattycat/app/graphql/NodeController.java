package org.chattycat.app.graphql;

import java.security.Principal;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chattycat.app.identity.account.NodeKind;
import org.chattycat.app.platform.query.Ids;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/**
 * The query {@code node}. One statement over all tables says which one has the id, and so which kind of object checks the access
 * and reads it.
 */
@Controller
class NodeController {
    private final DatabaseClient database;
    private final List<NodeKind> kinds;
    private final String kindOfId;

    NodeController(DatabaseClient database, List<NodeKind> kinds) {
        this.database = database;
        this.kinds = List.copyOf(kinds);
        this.kindOfId = IntStream.range(0, kinds.size())
                .mapToObj(number ->
                        "select " + number + " from " + kinds.get(number).table() + " where id = :id")
                .collect(Collectors.joining(" union all "));
    }

    @QueryMapping
    Mono<Object> node(@Argument String id, Principal principal) {
        return Mono.justOrEmpty(Ids.find(id)).flatMap(uuid -> kind(uuid).flatMap(kind -> kind.find(uuid, principal)));
    }

    private Mono<NodeKind> kind(UUID id) {
        return database.sql(kindOfId)
                .bind("id", id)
                .map(row -> kinds.get(row.get(0, Integer.class)))
                .first();
    }
}
