package dev.keyshelf.testkit.cloud;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Starts the cloud once, and creates a fixture for each test that asks for one. */
final class CloudExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(CloudExtension.class);

  /** Binds a fixture in a constructor to the one test that the instance is made for. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == CloudFixture.class;
  }

  @Override
  public CloudFixture resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return fixture(context);
  }

  static CloudFixture fixture(ExtensionContext context) {
    // @BeforeEach, the test and @AfterEach share one. The lookup finds the class's fixture, if any.
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(
            CloudFixture.class,
            _ -> running(context).fixture(templateYaml(context)),
            CloudFixture.class);
  }

  /** Returns the cloud. JUnit's root store closes it after the last test. */
  private static RunningCloud running(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(RunningCloud.class, _ -> RunningCloud.start(), RunningCloud.class);
  }

  private static Path templateYaml(ExtensionContext context) {
    String resource =
        context
            .getElement()
            .flatMap(element -> AnnotationSupport.findAnnotation(element, OnCloud.class))
            .or(() -> onClass(context))
            .map(OnCloud::template)
            .orElse("");
    return resource.isEmpty() ? atRoot() : onClasspath(resource, context.getRequiredTestClass());
  }

  private static Optional<OnCloud> onClass(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(
        context.getRequiredTestClass(), OnCloud.class, context.getEnclosingTestClasses());
  }

  private static Path onClasspath(String resource, Class<?> testClass) {
    var url = testClass.getClassLoader().getResource(resource);
    if (url == null) {
      throw new ExtensionConfigurationException(
          "@OnCloud: the resource %s does not exist".formatted(resource));
    }
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException impossible) {
      throw new ExtensionConfigurationException(
          "@OnCloud: %s is not a file".formatted(url), impossible);
    }
  }

  private static Path atRoot() {
    String root = System.getProperty("keyshelf.root");
    if (root != null) {
      return Path.of(root, "template.yaml");
    }
    var here = Path.of("").toAbsolutePath();
    return Stream.iterate(here, folder -> folder != null, Path::getParent)
        .map(folder -> folder.resolve("template.yaml"))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                new ExtensionConfigurationException(
                    "no template.yaml in %s or above; set -Dkeyshelf.root".formatted(here)));
  }
}
