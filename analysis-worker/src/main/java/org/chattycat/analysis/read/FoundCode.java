package org.chattycat.analysis.read;

/** A code that was read, in pixels of the whole picture. */
record FoundCode(String text, Quad place, int modules, Stage stage) {
    CodeSighting sighting(long startNanos) {
        return new CodeSighting(text, place, stage, System.nanoTime() - startNanos);
    }
}
