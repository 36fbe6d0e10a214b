package org.chattycat.kurento.embedded.objects;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The object that represents the server itself. It always exists. */
final class ServerManager extends MediaObject {
    static final RemoteClass<ServerManager> CLASS = new RemoteClass<>(
                    "ServerManager", MediaObject.CLASS, ServerManager.class)
            .readOnly("info", manager -> info())
            .operation(
                    "getPipelines", (manager, call) -> Json.array(call.objects().pipelines(call.session()), Json::id))
            .operation(
                    "getSessions", (manager, call) -> Json.array(call.sessions().ids(), JsonPrimitive::new))
            .readOnly("metadata", manager -> "")
            .operation("getKmd", (manager, call) -> Kmd.text(call.params().string("moduleName")))
            .operation("getCpuCount", (manager, call) -> Runtime.getRuntime().availableProcessors())
            .slowOperation("getUsedCpu", ServerManager::usedCpu)
            .operation("getUsedMemory", (manager, call) -> ProcessUsage.memoryKib())
            .events("ObjectCreated", "ObjectDestroyed");

    /** No client waits that long for an answer. */
    private static final int LONGEST_CPU_INTERVAL_MILLIS = 60_000;

    ServerManager(Context context) {
        super("manager_ServerManager", null, context);
    }

    @Override
    RemoteClass<ServerManager> remoteClass() {
        return CLASS;
    }

    void objectCreated(MediaObject object) {
        JsonObject data = new JsonObject();
        data.addProperty("object", object.id());
        fireUntyped("ObjectCreated", data);
    }

    void objectDestroyed(MediaObject object) {
        JsonObject data = new JsonObject();
        data.addProperty("objectId", object.id());
        fireUntyped("ObjectDestroyed", data);
    }

    private CompletionStage<JsonElement> usedCpu(Call call) {
        int intervalMillis = call.params().integer("interval");
        if (intervalMillis < 1) {
            return CompletableFuture.completedFuture(JsonNull.INSTANCE);
        }
        if (intervalMillis > LONGEST_CPU_INTERVAL_MILLIS) {
            throw new KurentoException(
                    KurentoErrorCode.MEDIA_OBJECT_ILLEGAL_PARAM_ERROR,
                    "interval must be at most " + LONGEST_CPU_INTERVAL_MILLIS + " ms");
        }
        return ProcessUsage.cpuPercent(intervalMillis).thenApply(JsonPrimitive::new);
    }

    private static JsonObject info() {
        JsonObject info = Json.struct("ServerInfo");
        info.addProperty("version", Kmd.version("core"));
        info.addProperty("type", "KMS");
        JsonArray capabilities = new JsonArray();
        capabilities.add("transactions");
        info.add("capabilities", capabilities);
        Map<String, List<String>> modules = new TreeMap<>(Catalog.factoriesByModule());
        info.add("modules", Json.array(modules.entrySet(), entry -> {
            JsonObject module = Json.struct("ModuleInfo");
            module.addProperty("name", entry.getKey());
            module.addProperty("version", Kmd.version(entry.getKey()));
            module.addProperty("generationTime", "");
            module.add("factories", Json.array(entry.getValue(), JsonPrimitive::new));
            return module;
        }));
        return info;
    }
}
