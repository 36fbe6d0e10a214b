package org.chattycat.app.latency;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a statement read: the answer to {@code explain (analyze, format json)}.
 *
 * @param rows how many rows of each table, with those that a filter removed; partitions count as their table
 * @param partitions which partitions of each table were read
 * @param sequential tables and partitions with rows that were read from their beginning, without an index
 */
record QueryPlan(String sql, Map<String, Double> rows, Map<String, Set<String>> partitions, Set<String> sequential) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static QueryPlan of(String sql, String explained) {
        QueryPlan plan = new QueryPlan(sql, new HashMap<>(), new HashMap<>(), new HashSet<>());
        JSON.readTree(explained).forEach(statement -> plan.collect(statement.get("Plan")));
        return plan;
    }

    private void collect(JsonNode node) {
        String relation = node.path("Relation Name").asString("");
        double loops = node.path("Actual Loops").asDouble();
        if (!relation.isEmpty() && loops > 0) {
            double read = loops
                    * (node.path("Actual Rows").asDouble()
                            + node.path("Rows Removed by Filter").asDouble()
                            + node.path("Rows Removed by Index Recheck").asDouble());
            String table = relation.replaceFirst("_(\\d{8}|default)$", "");
            rows.merge(table, read, Double::sum);
            partitions.computeIfAbsent(table, name -> new HashSet<>()).add(relation);
            if (read > 0 && node.get("Node Type").asString().equals("Seq Scan")) {
                sequential.add(relation);
            }
        }
        node.path("Plans").forEach(this::collect);
    }
}
