package org.chattycat.kurento.embedded.transcript;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares messages by shape: the same keys, types and words. Ids, numbers, SDP and candidates may differ. Recorded ids
 * are mapped to current ones, so that recorded requests can be sent again.
 */
final class Comparison {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final Map<String, String> idsOfToday = new HashMap<>();
    private final List<String> differences = new ArrayList<>();

    List<String> differences() {
        return differences;
    }

    /** The text with every recorded id replaced by the current one. */
    String today(String recorded) {
        return replaceIds(recorded, id -> idsOfToday.getOrDefault(id, id));
    }

    void compare(String where, JsonElement recorded, JsonElement now) {
        if (recorded.isJsonObject() && now.isJsonObject()) {
            compareObjects(where, recorded.getAsJsonObject(), now.getAsJsonObject());
        } else if (recorded.isJsonArray() && now.isJsonArray()) {
            if (recorded.getAsJsonArray().size() != now.getAsJsonArray().size()) {
                differ(where, recorded, now);
                return;
            }
            List<JsonElement> was = connectionsSorted(recorded.getAsJsonArray(), this::today);
            List<JsonElement> is = connectionsSorted(now.getAsJsonArray(), id -> id);
            for (int i = 0; i < was.size(); i++) {
                compare(where + "[]", was.get(i), is.get(i));
            }
        } else if (recorded.isJsonPrimitive() && now.isJsonPrimitive()) {
            comparePrimitives(where, recorded.getAsJsonPrimitive(), now.getAsJsonPrimitive());
        } else if (!recorded.isJsonNull() || !now.isJsonNull()) {
            differ(where, recorded, now);
        }
    }

    /** Kurento sorts connections of one media type by their random ids, so the order follows the current ids. */
    private static List<JsonElement> connectionsSorted(JsonArray array, UnaryOperator<String> idOfToday) {
        List<JsonElement> sorted = new ArrayList<>(array.asList());
        if (sorted.stream().allMatch(element -> element.toString().contains("ElementConnectionData"))) {
            sorted.sort(Comparator.comparing(element -> {
                JsonObject connection = element.getAsJsonObject();
                return connection.get("type").getAsString()
                        + idOfToday.apply(connection.get("sink").getAsString());
            }));
        }
        return sorted;
    }

    private void compareObjects(String where, JsonObject recorded, JsonObject now) {
        // Objects such as statistics are keyed by ids.
        Map<String, JsonElement> recordedByShape = byShape(recorded);
        Map<String, JsonElement> nowByShape = byShape(now);
        if (!recordedByShape.keySet().equals(nowByShape.keySet())) {
            differences.add(where + ": was " + new TreeSet<>(recordedByShape.keySet()) + ", is "
                    + new TreeSet<>(nowByShape.keySet()));
            return;
        }
        recordedByShape.forEach((key, value) -> compare(where + "." + key, value, nowByShape.get(key)));
    }

    private static Map<String, JsonElement> byShape(JsonObject object) {
        Map<String, JsonElement> shaped = new HashMap<>();
        for (String key : object.keySet()) {
            String shape = replaceIds(key, id -> "ID");
            for (int i = 2; shaped.containsKey(shape); i++) {
                shape = replaceIds(key, id -> "ID") + "#" + i;
            }
            shaped.put(shape, object.get(key));
        }
        return shaped;
    }

    private void comparePrimitives(String where, JsonPrimitive recorded, JsonPrimitive now) {
        if (recorded.isNumber() && now.isNumber()) {
            if (where.endsWith(".code") && recorded.getAsInt() != now.getAsInt()) {
                differ(where, recorded, now);
            }
        } else if (recorded.isString() && now.isString()) {
            if (!shape(recorded.getAsString()).equals(shape(now.getAsString()))) {
                differ(where, recorded, now);
            } else {
                remember(recorded.getAsString(), now.getAsString());
            }
        } else if (!recorded.equals(now)) {
            differ(where, recorded, now);
        }
    }

    private void remember(String recorded, String now) {
        Matcher was = UUID.matcher(recorded);
        Matcher is = UUID.matcher(now);
        while (was.find() && is.find()) {
            idsOfToday.put(was.group(), is.group());
        }
    }

    /** The string without the parts that may differ. */
    private static String shape(String text) {
        String shape = replaceIds(text, id -> "ID");
        if (shape.startsWith("v=0\r\n")) {
            return "SDP";
        }
        if (shape.startsWith("candidate:")) {
            return "CANDIDATE";
        }
        return shape.matches("\\d{8,}") ? "NUMBER" : shape;
    }

    private static String replaceIds(String text, Function<String, String> replacement) {
        return UUID.matcher(text).replaceAll(match -> Matcher.quoteReplacement(replacement.apply(match.group())));
    }

    private void differ(String where, JsonElement recorded, JsonElement now) {
        differences.add(where + ": was " + recorded + ", is " + now);
    }
}
