package org.chattycat.kurento.embedded.objects;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The root of Kurento's types: an id, a name, tags, a place in the tree, and events. */
abstract class MediaObject {
    static final RemoteClass<MediaObject> CLASS = new RemoteClass<>("MediaObject", null, MediaObject.class)
            .readOnly("id", MediaObject::id)
            .readOnly("parent", MediaObject::parent)
            .readOnly("mediaPipeline", MediaObject::pipeline)
            .readOnly("creationTime", MediaObject::creationTimeSeconds)
            .operation(
                    "getChildren", (object, call) -> Json.array(call.objects().children(object), Json::id))
            .stringProperty("name", MediaObject::name, MediaObject::setName)
            .boolProperty("sendTagsInEvents", object -> object.sendTagsInEvents, MediaObject::setSendTagsInEvents)
            .action("addTag", MediaObject::addTag)
            .action("removeTag", MediaObject::removeTag)
            .operation("getTag", MediaObject::tag)
            .operation("getTags", (object, call) -> object.tags())
            .events("Error");

    /** Guarded by the object registry. */
    final Set<ClientSession> holders = new HashSet<>();
    /** Sorted by id, the order in which Kurento lists and releases them. Guarded by the object registry. */
    final NavigableMap<String, MediaObject> children = new TreeMap<>();

    private final String id;
    private final MediaObject parent;
    private final Context context;
    private final long creationTimeSeconds;
    private final Map<String, String> tags = new LinkedHashMap<>();
    private final Map<String, Set<Subscription>> subscriptions = new ConcurrentHashMap<>();
    private volatile String name;
    private volatile boolean sendTagsInEvents;
    private volatile boolean released;

    MediaObject(String id, MediaObject parent, Context context) {
        this.id = id;
        this.parent = parent;
        this.context = context;
        this.name = id;
        this.creationTimeSeconds = context.clock().instant().getEpochSecond();
    }

    abstract RemoteClass<?> remoteClass();

    /** Frees the object's resources. Called once, after the object was removed from the tree. */
    void destroy() {}

    final void markReleased() {
        released = true;
    }

    final boolean isReleased() {
        return released;
    }

    public final String id() {
        return id;
    }

    final MediaObject parent() {
        return parent;
    }

    final Context context() {
        return context;
    }

    /** The pipeline that the object belongs to; a pipeline belongs to itself, the server manager to none (null). */
    MediaPipeline pipeline() {
        return parent == null ? null : parent.pipeline();
    }

    final String name() {
        return name;
    }

    final long creationTimeSeconds() {
        return creationTimeSeconds;
    }

    private void setName(String newName) {
        name = newName;
    }

    void setSendTagsInEvents(boolean send) {
        sendTagsInEvents = send;
    }

    private void addTag(Call call) {
        String key = call.params().string("key");
        String value = call.params().string("value");
        synchronized (tags) {
            if (!tags.containsKey(key) && tags.size() >= context.limits().tagsPerObject()) {
                throw new KurentoException(KurentoErrorCode.NOT_ENOUGH_RESOURCES, "Too many tags");
            }
            tags.put(key, value);
            tagAdded(key, value);
        }
    }

    /** For types that interpret a tag. */
    void tagAdded(String key, String value) {}

    private void removeTag(Call call) {
        synchronized (tags) {
            tags.remove(call.params().string("key"));
        }
    }

    private String tag(Call call) {
        synchronized (tags) {
            String value = tags.get(call.params().string("key"));
            if (value == null) {
                throw new KurentoException(KurentoErrorCode.MEDIA_OBJECT_TAG_KEY_NOT_FOUND, "Tag key not found");
            }
            return value;
        }
    }

    private JsonArray tags() {
        synchronized (tags) {
            return Json.array(tags.entrySet(), entry -> {
                JsonObject tag = Json.struct("Tag");
                tag.addProperty("key", entry.getKey());
                tag.addProperty("value", entry.getValue());
                return tag;
            });
        }
    }

    final void add(Subscription subscription) {
        subscriptions
                .computeIfAbsent(subscription.event(), type -> ConcurrentHashMap.newKeySet())
                .add(subscription);
    }

    final void remove(Subscription subscription) {
        subscriptions.getOrDefault(subscription.event(), Set.of()).remove(subscription);
    }

    final List<Subscription> subscriptions() {
        return subscriptions.values().stream().flatMap(Set::stream).toList();
    }

    /** Sends the event once to every session that subscribed, as Kurento does. Never blocks. */
    final void fire(String event, JsonObject data) {
        data.addProperty("type", event);
        fireUntyped(event, data);
    }

    /** Like {@link #fire}, for the few events whose data does not contain their type. */
    final void fireUntyped(String event, JsonObject data) {
        Collection<Subscription> subscribed = subscriptions.get(event);
        if (subscribed == null || subscribed.isEmpty()) {
            return;
        }
        data.addProperty("source", id);
        data.add("tags", sendTagsInEvents ? tags() : new JsonArray());
        data.addProperty("timestampMillis", Long.toString(context.clock().millis()));
        JsonObject message = new JsonObject();
        message.add("data", data);
        message.addProperty("object", id);
        message.addProperty("type", event);
        subscribed.stream().map(Subscription::session).distinct().forEach(session -> session.deliver(message));
    }

    /** @param type of the error; it takes the place of the event type in the data */
    final void fireError(String type, String description) {
        fireError(type, KurentoErrorCode.UNEXPECTED_ERROR.number(), description);
    }

    final void fireError(String type, int code, String description) {
        JsonObject data = new JsonObject();
        data.addProperty("description", description);
        data.addProperty("errorCode", code);
        data.addProperty("type", type);
        fireUntyped("Error", data);
    }

    @Override
    public String toString() {
        return id;
    }
}
