package org.chattycat.kurento.embedded.objects;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Compares Kurento's own interface description with the tables of the remote classes. */
class InterfaceCoverageTest {
    private final Map<String, JsonObject> described = new HashMap<>();

    InterfaceCoverageTest() {
        for (String module : new String[] {"core", "elements"}) {
            for (JsonElement element :
                    JsonParser.parseString(Kmd.text(module)).getAsJsonObject().getAsJsonArray("remoteClasses")) {
                JsonObject remoteClass = element.getAsJsonObject();
                described.put(remoteClass.get("name").getAsString(), remoteClass);
            }
        }
    }

    @Test
    void hasEveryOperation() {
        Set<String> missing = new TreeSet<>();
        for (RemoteClass<?> type : Catalog.remoteClasses()) {
            for (String ancestor = type.name(); ancestor != null; ancestor = parent(ancestor)) {
                for (String operation : operations(described.get(ancestor))) {
                    if (!type.hasOperation(operation)) {
                        missing.add(ancestor + "." + operation);
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void hasEveryEvent() {
        for (RemoteClass<?> type : Catalog.remoteClasses()) {
            for (String ancestor = type.name(); ancestor != null; ancestor = parent(ancestor)) {
                if (described.get(ancestor).has("events")) {
                    described.get(ancestor).getAsJsonArray("events").forEach(event -> assertThat(
                                    type.hasEvent(event.getAsString()))
                            .as(type.name() + " " + event)
                            .isTrue());
                }
            }
        }
    }

    @Test
    void extendsTheSameClasses() {
        for (RemoteClass<?> type : Catalog.remoteClasses()) {
            Set<String> hierarchy = new TreeSet<>();
            for (String ancestor = parent(type.name()); ancestor != null; ancestor = parent(ancestor)) {
                hierarchy.add("kurento." + ancestor);
            }
            assertThat(new TreeSet<>(type.hierarchy())).isEqualTo(hierarchy);
        }
    }

    private String parent(String name) {
        JsonElement parent = described.get(name).get("extends");
        return parent == null ? null : parent.getAsString();
    }

    private static Set<String> operations(JsonObject remoteClass) {
        Set<String> operations = new TreeSet<>();
        if (remoteClass.has("methods")) {
            remoteClass
                    .getAsJsonArray("methods")
                    .forEach(method ->
                            operations.add(method.getAsJsonObject().get("name").getAsString()));
        }
        if (remoteClass.has("properties")) {
            for (JsonElement element : remoteClass.getAsJsonArray("properties")) {
                JsonObject property = element.getAsJsonObject();
                String name = property.get("name").getAsString();
                String capitalized = Character.toUpperCase(name.charAt(0)) + name.substring(1);
                operations.add("get" + capitalized);
                if (!property.has("readOnly") && !property.has("final")) {
                    operations.add("set" + capitalized);
                }
            }
        }
        return operations;
    }
}
