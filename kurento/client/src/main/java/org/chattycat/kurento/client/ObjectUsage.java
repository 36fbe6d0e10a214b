package org.chattycat.kurento.client;

import java.util.Set;

/**
 * Who uses what, according to the database.
 *
 * @param pipelines ids of the pipelines that meetings use
 * @param instances ids of the instances that are alive; to be read after the pipelines
 */
public record ObjectUsage(Set<String> pipelines, Set<String> instances) {}
