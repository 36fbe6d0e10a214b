package org.chattycat.app.platform.doctor;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.chattycat.app.platform.doctor.Finding.Status;
import tools.jackson.databind.json.JsonMapper;

/** Findings, as text or JSON. */
record Report(List<Finding> findings) {
    /** The worst one. */
    private Status status() {
        return findings.stream()
                .map(Finding::status)
                .max(Comparator.naturalOrder())
                .orElse(Status.OK);
    }

    /** 0: all is well; 1: with warnings; 2: something fails. */
    int exitStatus() {
        return status().ordinal();
    }

    /** One line per finding: status, check, what was found and what to do. */
    String text() {
        return findings.stream()
                .map(finding -> "%-4s  %s: %s %s"
                        .formatted(finding.status().word(), finding.check(), finding.found(), finding.action())
                        .stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    /** {@code {"status": …, "checks": [{"check": …, "status": …, "found": …, "action": …}, …]}} in one line. */
    String json() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("status", status().word());
        report.put("checks", findings.stream().map(Report::fields).toList());
        return JsonMapper.shared().writeValueAsString(report);
    }

    private static Map<String, String> fields(Finding finding) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("check", finding.check());
        fields.put("status", finding.status().word());
        fields.put("found", finding.found());
        fields.put("action", finding.action());
        return fields;
    }
}
