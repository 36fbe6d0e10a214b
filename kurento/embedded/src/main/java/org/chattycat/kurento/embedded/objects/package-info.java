/**
 * Kurento's objects: the tree of pipelines and elements, the sessions that keep them alive, their operations and
 * events.
 *
 * <p>{@link org.chattycat.kurento.embedded.objects.Catalog} lists every remote class. A class declares its operations
 * in a table beside its state: to add an operation, add a line there; to add an element, write such a class and list
 * it.
 */
package org.chattycat.kurento.embedded.objects;
