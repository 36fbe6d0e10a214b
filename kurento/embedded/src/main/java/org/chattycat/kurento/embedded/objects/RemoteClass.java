package org.chattycat.kurento.embedded.objects;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operations and events of one type of object, as a table. Tables are inherited as in Kurento's own interface
 * description (the KMD files).
 */
public final class RemoteClass<T extends MediaObject> {
    private static final Logger log = LoggerFactory.getLogger(RemoteClass.class);

    private final String name;
    private final RemoteClass<? super T> parent;
    private final Class<T> type;
    private final Map<String, Operation<T>> operations = new HashMap<>();
    private final Set<String> events = new HashSet<>();

    RemoteClass(String name, RemoteClass<? super T> parent, Class<T> type) {
        this.name = name;
        this.parent = parent;
        this.type = type;
    }

    /** An operation that returns a value. */
    RemoteClass<T> operation(String operation, BiFunction<T, Call, Object> body) {
        return slowOperation(
                operation, (target, call) -> CompletableFuture.completedFuture(Json.of(body.apply(target, call))));
    }

    /** An operation that returns no value. */
    RemoteClass<T> action(String operation, BiConsumer<T, Call> body) {
        return operation(operation, (target, call) -> {
            body.accept(target, call);
            return JsonNull.INSTANCE;
        });
    }

    /** An operation that may complete later. */
    RemoteClass<T> slowOperation(String operation, Operation<T> body) {
        operations.put(operation, body);
        return this;
    }

    /** A property with a getter only. */
    RemoteClass<T> readOnly(String property, Function<T, Object> get) {
        return operation("get" + capitalized(property), (target, call) -> get.apply(target));
    }

    RemoteClass<T> stringProperty(String property, Function<T, Object> get, BiConsumer<T, String> set) {
        return readOnly(property, get)
                .action(
                        "set" + capitalized(property),
                        (target, call) -> set.accept(target, call.params().string(property)));
    }

    RemoteClass<T> intProperty(String property, Function<T, Object> get, BiConsumer<T, Integer> set) {
        return readOnly(property, get)
                .action(
                        "set" + capitalized(property),
                        (target, call) -> set.accept(target, call.params().integer(property)));
    }

    RemoteClass<T> boolProperty(String property, Function<T, Object> get, BiConsumer<T, Boolean> set) {
        return readOnly(property, get)
                .action(
                        "set" + capitalized(property),
                        (target, call) -> set.accept(target, call.params().bool(property)));
    }

    RemoteClass<T> events(String... names) {
        events.addAll(List.of(names));
        return this;
    }

    public String name() {
        return name;
    }

    /** The name with its module, as {@code describe} returns it. */
    public String qualifiedName() {
        return Json.MODULE + "." + name;
    }

    /** The qualified names of the classes that this class extends, nearest first. */
    public List<String> hierarchy() {
        List<String> names = new ArrayList<>();
        for (RemoteClass<?> c = parent; c != null; c = c.parent) {
            names.add(c.qualifiedName());
        }
        return names;
    }

    boolean hasEvent(String event) {
        return events.contains(event) || parent != null && parent.hasEvent(event);
    }

    boolean hasOperation(String operation) {
        return operations.containsKey(operation) || parent != null && parent.hasOperation(operation);
    }

    CompletionStage<JsonElement> invoke(MediaObject target, String operation, Call call) {
        Operation<T> own = operations.get(operation);
        if (own != null) {
            return own.invoke(type.cast(target), call);
        }
        if (parent == null) {
            log.warn(
                    "A client called {} of a {}, which is not supported",
                    Log.quoted(operation),
                    target.remoteClass().name());
            throw new KurentoException(
                    KurentoErrorCode.MALFORMED_TRANSACTION,
                    "Method '" + operation + "' with " + call.params().size() + " parameters not found");
        }
        return parent.invoke(target, operation, call);
    }

    private static String capitalized(String property) {
        return Character.toUpperCase(property.charAt(0)) + property.substring(1);
    }
}
