package org.chattycat.app.docs;

import graphql.introspection.Introspection;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.parser.Parser;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import graphql.validation.Validator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which fields a document asks for. */
final class UsedFields {
    private final GraphQLSchema schema;

    UsedFields(Document definition) {
        this.schema = UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().buildRegistry(definition));
    }

    /** What is wrong about a document; empty for a valid one. */
    List<String> problems(String document) {
        return new Validator()
                .validateDocument(schema, new Parser().parseDocument(document), Locale.ENGLISH).stream()
                        .map(problem -> problem.getMessage())
                        .toList();
    }

    /** For each example the fields that it asks for, such as {@code Meeting.title}. */
    Map<String, Set<String>> byExample(Map<String, String> examples) {
        Map<String, Set<String>> used = new LinkedHashMap<>();
        examples.forEach((name, document) -> used.put(name, in(document)));
        return used;
    }

    /** Every field of every object. */
    Set<String> all() {
        Set<String> fields = new TreeSet<>();
        schema.getAllTypesAsList().stream()
                .filter(type ->
                        type instanceof GraphQLObjectType && !type.getName().startsWith("__"))
                .map(GraphQLObjectType.class::cast)
                .forEach(type -> type.getFieldDefinitions()
                        .forEach(field -> fields.add(type.getName() + "." + field.getName())));
        return fields;
    }

    private Set<String> in(String document) {
        Set<String> fields = new TreeSet<>();
        for (OperationDefinition operation :
                new Parser().parseDocument(document).getDefinitionsOfType(OperationDefinition.class)) {
            GraphQLObjectType root =
                    switch (operation.getOperation()) {
                        case QUERY -> schema.getQueryType();
                        case MUTATION -> schema.getMutationType();
                        case SUBSCRIPTION -> schema.getSubscriptionType();
                    };
            collect(root, operation.getSelectionSet(), fields);
        }
        return fields;
    }

    private void collect(GraphQLNamedOutputType type, SelectionSet selections, Set<String> fields) {
        if (selections == null) {
            return;
        }
        for (Selection<?> selection : selections.getSelections()) {
            if (selection instanceof InlineFragment fragment) {
                collect(
                        (GraphQLNamedOutputType)
                                schema.getType(fragment.getTypeCondition().getName()),
                        fragment.getSelectionSet(),
                        fields);
            } else if (selection instanceof Field field
                    && !field.getName().equals(Introspection.TypeNameMetaFieldDef.getName())) {
                fields.add(type.getName() + "." + field.getName());
                if (type instanceof GraphQLInterfaceType several) {
                    schema.getImplementations(several)
                            .forEach(one -> fields.add(one.getName() + "." + field.getName()));
                }
                collect(
                        (GraphQLNamedOutputType) GraphQLTypeUtil.unwrapAll(((GraphQLFieldsContainer) type)
                                .getFieldDefinition(field.getName())
                                .getType()),
                        field.getSelectionSet(),
                        fields);
            }
        }
    }
}
