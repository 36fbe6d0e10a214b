package org.chattycat.app.docs;

import graphql.language.AbstractDescribedNode;
import graphql.language.AstPrinter;
import graphql.language.Description;
import graphql.language.Document;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.SDLDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.StringValue;
import graphql.language.Type;
import graphql.language.TypeDefinition;
import graphql.language.TypeName;
import graphql.parser.Parser;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes {@code docs/graphql.md}: an introduction that people wrote, and a reference that follows from the schema. */
final class GraphQlPage {
    private static final int WIDTH = 100;

    private static final String REFERENCE = """
        ## Reference

        This part, with the introduction and the examples, is put together by `GraphQlPageTest`, which says
        how to write it anew. A test executes every example on this page. Their variables are ids
        (`$meeting`, `$other` for a second meeting, `$participant`, …), instants (`$from`, `$to`) and
        cursors (`$after`, null for the first page).

        """;

    private final Document schema;
    private final Map<String, String> examples;
    private final Map<String, Set<String>> used;
    private final StringBuilder page = new StringBuilder();

    GraphQlPage() throws IOException {
        this.schema = new Parser().parseDocument(GraphQlExamples.read("graphql/schema.graphqls"));
        this.examples = GraphQlExamples.byField();
        this.used = new UsedFields(schema).byExample(examples);
    }

    String text() throws IOException {
        page.append(GraphQlExamples.read("docs/graphql-introduction.md").strip())
                .append("\n\n")
                .append(REFERENCE);
        for (String type : GraphQlExamples.TYPES) {
            schema.getDefinitionsOfType(ImplementingTypeDefinition.class).stream()
                    .filter(found -> found.getName().equals(type))
                    .forEach(this::withExamples);
        }
        schema.getDefinitions().stream().map(SDLDefinition.class::cast).forEach(this::other);
        return page.toString().strip() + "\n";
    }

    private void withExamples(ImplementingTypeDefinition<?> type) {
        heading(type.getName(), ((AbstractDescribedNode<?>) type).getDescription());
        for (FieldDefinition field : type.getFieldDefinitions()) {
            String name = type.getName() + "." + field.getName();
            page.append("#### ").append(name).append("\n\n");
            page.append(wrapped("`" + signature(field) + "`" + returned(field.getType())));
            page.append(wrapped(described(field)));
            String example = examples.get(name);
            if (example != null) {
                page.append("```graphql\n").append(example).append("\n```\n\n");
            }
        }
    }

    private void other(SDLDefinition<?> definition) {
        if (definition instanceof ScalarTypeDefinition scalar) {
            heading(scalar.getName(), scalar.getDescription());
        } else if (definition instanceof EnumTypeDefinition type) {
            heading(type.getName(), type.getDescription());
            page.append("| value | meaning |\n|---|---|\n");
            type.getEnumValueDefinitions()
                    .forEach(value -> row("`" + value.getName() + "`", sentence(value.getDescription())));
            page.append('\n');
        } else if (definition instanceof InputObjectTypeDefinition input) {
            heading(input.getName(), input.getDescription());
            page.append("| field | type | meaning |\n|---|---|---|\n");
            input.getInputValueDefinitions()
                    .forEach(
                            value -> row("`" + value.getName() + "`", typeOf(value), sentence(value.getDescription())));
            page.append('\n');
        } else if (definition instanceof ImplementingTypeDefinition<?> type
                && !GraphQlExamples.TYPES.contains(type.getName())) {
            fields(type);
        }
    }

    private void fields(ImplementingTypeDefinition<?> type) {
        heading(type.getName(), ((AbstractDescribedNode<?>) type).getDescription());
        if (type instanceof InterfaceTypeDefinition) {
            String implementing = schema.getDefinitionsOfType(ImplementingTypeDefinition.class).stream()
                    .filter(one -> ((List<?>) one.getImplements()).stream().anyMatch(name -> ((TypeName) name)
                            .getName()
                            .equals(type.getName())))
                    .map(one -> link(one.getName(), one.getName()))
                    .collect(Collectors.joining(", "));
            page.append(wrapped("One of: " + implementing + "."));
        }
        page.append("| field | type | meaning | example |\n|---|---|---|---|\n");
        for (FieldDefinition field : type.getFieldDefinitions()) {
            row(
                    "`" + field.getName() + "`",
                    link("`" + AstPrinter.printAst(field.getType()) + "`", named(field.getType())),
                    described(field),
                    exampleOf(type.getName() + "." + field.getName()));
        }
        page.append('\n');
    }

    private String exampleOf(String field) {
        return used.entrySet().stream()
                .filter(example -> example.getValue().contains(field))
                .findFirst()
                .map(example -> "[%s](#%s)"
                        .formatted(
                                example.getKey(),
                                example.getKey().toLowerCase(Locale.ROOT).replace(".", "")))
                .orElse("");
    }

    private void heading(String name, Description description) {
        page.append("### ").append(name).append("\n\n").append(wrapped(sentence(description)));
    }

    private void row(String... cells) {
        page.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private String typeOf(InputValueDefinition value) {
        String initial = value.getDefaultValue() == null ? "" : " = " + AstPrinter.printAst(value.getDefaultValue());
        return link("`" + AstPrinter.printAst(value.getType()) + initial + "`", named(value.getType()));
    }

    private static String signature(FieldDefinition field) {
        String arguments = field.getInputValueDefinitions().stream()
                .map(argument -> argument.getName() + ": " + AstPrinter.printAst(argument.getType())
                        + (argument.getDefaultValue() == null
                                ? ""
                                : " = " + AstPrinter.printAst(argument.getDefaultValue())))
                .collect(Collectors.joining(", "));
        return field.getName() + (arguments.isEmpty() ? "" : "(" + arguments + ")") + ": "
                + AstPrinter.printAst(field.getType());
    }

    /** Where the returned type is described. */
    private String returned(Type<?> type) {
        String name = named(type);
        return link(name, name).equals(name) ? "" : " — see " + link(name, name);
    }

    /** The text, as a link to a type that the schema defines. */
    private String link(String text, String type) {
        boolean defined = schema.getDefinitions().stream()
                .anyMatch(definition -> definition instanceof TypeDefinition<?> one
                        && one.getName().equals(type));
        return defined ? "[" + text + "](#" + type.toLowerCase(Locale.ROOT) + ")" : text;
    }

    private static String named(Type<?> type) {
        if (type instanceof NonNullType inner) {
            return named(inner.getType());
        }
        return type instanceof ListType list ? named(list.getType()) : ((TypeName) type).getName();
    }

    private static String described(FieldDefinition field) {
        String deprecated = field.getDirectives("deprecated").stream()
                .map(directive -> "**Deprecated.** "
                        + ((StringValue) directive.getArgument("reason").getValue()).getValue())
                .collect(Collectors.joining());
        return (sentence(((AbstractDescribedNode<?>) field).getDescription()) + " " + deprecated).strip();
    }

    private static String sentence(Description description) {
        return description == null ? "" : description.getContent().strip().replaceAll("\\s+", " ");
    }

    /** A paragraph, or nothing for an empty text. Targets of links do not count, as in {@link DocumentationTest}. */
    private static String wrapped(String text) {
        if (text.isEmpty()) {
            return "";
        }
        StringBuilder paragraph = new StringBuilder();
        int width = 0;
        for (String word : text.split(" ")) {
            int length = word.replaceAll("\\]\\([^)\\s]+\\)", "]").length();
            if (width > 0 && width + 1 + length > WIDTH) {
                paragraph.append('\n');
                width = 0;
            } else if (width > 0) {
                paragraph.append(' ');
                width++;
            }
            paragraph.append(word);
            width += length;
        }
        return paragraph.append("\n\n").toString();
    }
}
