package org.chattycat.app.graphql;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Computes how large a document would be with its fragments expanded, without expanding them. Validation and execution visit
 * every expanded field and follow spreads by recursion, so each document is measured before that.
 */
final class DocumentShape {
    /** The deepest path of the schema has 8 fields, a full introspection 15. */
    static final int MAX_DEPTH = 15;
    /** A full introspection has about 200. */
    static final int MAX_FIELDS = 1000;
    /** Each root field runs a statement. */
    static final int MAX_ROOT_FIELDS = 10;
    /** Operations and fragments. This also limits how deeply fragments refer to one another. */
    static final int MAX_DEFINITIONS = 50;

    /**
     * @param fields all fields, nested ones included
     * @param roots fields of the outermost level
     * @param depth the number of fields on the longest path
     */
    private record Size(long fields, long roots, int depth) {
        static final Size NOTHING = new Size(0, 0, 0);

        /** Saturates: a document of 64 kB can expand to more fields than a long can count. */
        Size plus(Size other) {
            return new Size(
                    Math.min(fields + other.fields, Integer.MAX_VALUE),
                    Math.min(roots + other.roots, Integer.MAX_VALUE),
                    Math.max(depth, other.depth));
        }

        Size insideField() {
            return new Size(fields + 1, 1, depth + 1);
        }
    }

    private final Map<String, FragmentDefinition> fragments = new HashMap<>();
    private final Map<String, Size> measured = new HashMap<>();

    private DocumentShape(Document document) {
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> fragments.put(fragment.getName(), fragment));
    }

    /** What is too large about a document, as a message; empty for a document of an acceptable size. */
    static Optional<String> problem(Document document) {
        if (document.getDefinitions().size() > MAX_DEFINITIONS) {
            return Optional.of("The document has more than %d operations and fragments.".formatted(MAX_DEFINITIONS));
        }
        DocumentShape shape = new DocumentShape(document);
        Size all = Size.NOTHING;
        // Validation also visits fragments that are not used.
        for (String fragment : shape.fragments.keySet()) {
            all = all.plus(shape.fragment(fragment));
        }
        List<OperationDefinition> operations = document.getDefinitionsOfType(OperationDefinition.class);
        for (OperationDefinition operation : operations) {
            Size size = shape.selections(operation.getSelectionSet());
            if (size.roots() > MAX_ROOT_FIELDS) {
                return Optional.of("An operation has more than %d root fields.".formatted(MAX_ROOT_FIELDS));
            }
            all = all.plus(size);
        }
        if (all.depth() > MAX_DEPTH) {
            return Optional.of("Fields are nested more than %d deep.".formatted(MAX_DEPTH));
        }
        if (all.fields() > MAX_FIELDS) {
            return Optional.of("The document has more than %d fields.".formatted(MAX_FIELDS));
        }
        return Optional.empty();
    }

    private Size selections(SelectionSet set) {
        Size size = Size.NOTHING;
        if (set != null) {
            for (Selection<?> selection : set.getSelections()) {
                size = size.plus(selection(selection));
            }
        }
        return size;
    }

    private Size selection(Selection<?> selection) {
        if (selection instanceof Field field) {
            return selections(field.getSelectionSet()).insideField();
        }
        if (selection instanceof InlineFragment inline) {
            return selections(inline.getSelectionSet());
        }
        return selection instanceof FragmentSpread spread ? fragment(spread.getName()) : Size.NOTHING;
    }

    private Size fragment(String name) {
        Size known = measured.get(name);
        if (known != null) {
            return known;
        }
        FragmentDefinition fragment = fragments.get(name);
        if (fragment == null) {
            return Size.NOTHING;
        }
        // A cycle is counted once; validation refuses it.
        measured.put(name, Size.NOTHING);
        Size size = selections(fragment.getSelectionSet());
        measured.put(name, size);
        return size;
    }
}
