#include <youju/cli/print.h>
#include <youju/cli/usage.h>

namespace youju::cli {
namespace {

// The command that was asked for, as far as the line could be read.
const CLI::App& asked(const CLI::App& app) {
  const CLI::App* command = &app;
  while (!command->get_subcommands().empty()) command = command->get_subcommands().front();
  return *command;
}

std::string full_name(const CLI::App& command) {
  const CLI::App* above = command.get_parent();
  return above == nullptr ? command.get_name() : full_name(*above) + " " + command.get_name();
}

// The option that CLI11's message speaks of: the longest name that stands in it.
std::string option_in(const std::string& message, const CLI::App& command) {
  std::string found;
  for (const CLI::App* app = &command; app != nullptr; app = app->get_parent()) {
    for (const CLI::Option* option : app->get_options()) {
      const std::string name = option->get_name();
      const bool spoken_of = message.find(name) != std::string::npos;
      if (spoken_of && name.size() > found.size()) found = name;
    }
  }
  return found;
}

std::string of_what_lacks(const CLI::App& app, const CLI::App& command, Language language) {
  const std::vector<std::string> unknown = app.remaining(true);
  if (command.get_require_subcommand_min() > 0) {
    if (unknown.empty()) return sentence("cli.usage.command_needed", language);
    return sentence("cli.usage.unknown_command", language, {{"text", unknown.front()}});
  }
  for (const CLI::Option* option : command.get_options()) {
    if (!option->get_required() || option->count() > 0) continue;
    return sentence("cli.usage.option_needed", language, {{"name", option->get_name()}});
  }
  return sentence("cli.usage.wrong", language);
}

// CLI11 pads by bytes, which puts Chinese out of line.
class HelpFormatter : public CLI::Formatter {
 public:
  std::string make_option(const CLI::Option* option, bool is_positional) const override {
    return line(make_option_name(option, is_positional) + make_option_opts(option),
                make_option_desc(option));
  }
  std::string make_subcommand(const CLI::App* command) const override {
    return line(command->get_name(), command->get_description());
  }

 private:
  std::string line(const std::string& name, const std::string& description) const {
    const std::size_t width = display_width(name) + 2;
    const std::string gap = width < column_width_ ? std::string(column_width_ - width, ' ')
                                                  : "\n" + std::string(column_width_, ' ');
    return "  " + name + gap + description + "\n";
  }
};

}  // namespace

std::string usage_fault(const CLI::App& app, const CLI::ParseError& fault, Language language) {
  const CLI::App& command = asked(app);
  std::string text = sentence("cli.usage.wrong", language);
  if (dynamic_cast<const CLI::RequiredError*>(&fault) != nullptr) {
    text = of_what_lacks(app, command, language);
  } else if (dynamic_cast<const CLI::ExtrasError*>(&fault) != nullptr) {
    const std::vector<std::string> words = app.remaining(true);
    text = sentence("cli.usage.unexpected", language,
                    {{"text", words.empty() ? std::string() : words.front()}});
  } else if (const std::string name = option_in(fault.what(), command); !name.empty()) {
    text = sentence("cli.usage.bad_value", language, {{"name", name}});
  }
  return text + "\n" + sentence("cli.usage.help", language, {{"command", full_name(command)}});
}

void name_help(CLI::App& app, Language language) {
  const auto say = [&](std::string_view id) { return sentence(id, language); };
  const auto formatter = std::make_shared<HelpFormatter>();
  formatter->label("Usage", say("cli.help.usage"));
  formatter->label("OPTIONS", say("cli.help.options"));
  formatter->label("SUBCOMMAND", say("cli.help.command"));
  formatter->label("SUBCOMMANDS", say("cli.help.command"));
  formatter->label("Positionals", say("cli.help.positionals"));
  formatter->label("REQUIRED", say("cli.help.required"));
  formatter->label("TEXT", say("cli.help.text"));
  app.formatter(formatter);
  app.option_defaults()->group(say("cli.help.options"));
  app.set_help_flag("-h,--help", say("cli.option.help"));
}

}  // namespace youju::cli
