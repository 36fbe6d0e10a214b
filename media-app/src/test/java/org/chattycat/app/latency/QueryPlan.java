package org.chattycat.app.latency;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How PostgreSQL executed a statement: the tables that it read, from the answer to {@code explain (analyze, format json)}. */
record QueryPlan(String sql, List<Scan> scans) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * @param partition or the table, where it has no partitions
     * @param index null where it was read from its beginning
     * @param rows in all loops, with those that a filter removed
     */
    record Scan(String partition, String node, String index, double rows) {
        private static final String PARTITION = "_(\\d{8}|default)";

        String table() {
            return partition.replaceFirst(PARTITION + "$", "");
        }

        /** Without the day. */
        String anyIndex() {
            return index.replaceFirst(PARTITION, "");
        }

        boolean isSequential() {
            return node.equals("Seq Scan");
        }
    }

    static QueryPlan of(String sql, String explained) {
        QueryPlan plan = new QueryPlan(sql, new ArrayList<>());
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
            scans.add(new Scan(relation, node.get("Node Type").asString(), index(node), read));
        }
        node.path("Plans").forEach(this::collect);
    }

    /** Of the scan, or of the bitmap that it reads. */
    private static String index(JsonNode node) {
        JsonNode own = node.path("Index Name");
        return own.isString() ? own.asString() : node.at("/Plans/0/Index Name").asString(null);
    }
}
