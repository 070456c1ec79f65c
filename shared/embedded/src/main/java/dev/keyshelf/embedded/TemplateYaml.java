package dev.keyshelf.embedded;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads CloudFormation's YAML. Short tags become their long form, and each scalar stays text. */
final class TemplateYaml {
  private TemplateYaml() {}

  static Section load(Path file) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    var dumping = new DumperOptions();
    var yaml =
        new Yaml(
            new ShortTags(options),
            new Representer(dumping),
            dumping,
            options,
            new TextOnlyResolver());
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return Section.ofFile(file, yaml.load(reader));
    } catch (NoSuchFileException _) {
      throw new TemplateException("%s: the file does not exist".formatted(file));
    } catch (IOException unreadable) {
      throw new TemplateException("%s: cannot be read: %s".formatted(file, unreadable));
    } catch (MarkedYAMLException broken) {
      throw new TemplateException("%s%s: %s".formatted(file, position(broken), problem(broken)));
    } catch (YAMLException broken) {
      throw new TemplateException(
          "%s: %s"
              .formatted(
                  file, firstLine(Objects.requireNonNullElse(broken.getMessage(), "is not YAML"))));
    }
  }

  private static String position(MarkedYAMLException broken) {
    var mark = broken.getProblemMark();
    return mark == null ? "" : ":%s:%s".formatted(mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static String problem(MarkedYAMLException broken) {
    return firstLine(broken.getProblem());
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("is not YAML");
  }

  /** Keeps {@code 2010-09-09}, {@code 010} and {@code yes} as text. Only null is not text. */
  private static final class TextOnlyResolver extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.NULL, NULL, "~nN\0");
      addImplicitResolver(Tag.NULL, EMPTY, null);
    }
  }

  private static final class ShortTags extends SafeConstructor {
    ShortTags(LoaderOptions options) {
      super(options);
      yamlMultiConstructors.put("!", new LongForm());
    }

    private final class LongForm extends AbstractConstruct {
      @Override
      public Object construct(Node node) {
        String tag = node.getTag().getValue().substring(1);
        Object argument =
            switch (node) {
              case SequenceNode sequence -> constructSequence(sequence);
              case MappingNode mapping -> constructMapping(mapping);
              case ScalarNode scalar when tag.equals("GetAtt") ->
                  List.of((Object[]) scalar.getValue().split("\\.", 2));
              case ScalarNode scalar -> scalar.getValue();
              default -> throw new YAMLException("unexpected use of !" + tag);
            };
        boolean bare = tag.equals("Ref") || tag.equals("Condition");
        return Map.of(bare ? tag : "Fn::" + tag, argument);
      }
    }
  }
}
