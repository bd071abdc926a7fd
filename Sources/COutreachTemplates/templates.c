/* The words that the program ships with. They stay Markdown files that a salesperson can edit; `#embed` (C23) puts their
   bytes into the binary, and the compiler lists them as dependencies, so an edited file is built again. A new file is
   added below once; a test compares this list with the directory. */
#include "COutreachTemplates.h"

#if defined(__clang__)
#pragma clang diagnostic ignored "-Wc23-extensions"
#endif

static const unsigned char tr_kurumsal[] = {
#embed "../Outreach/Templates/tr/kurumsal.md"
};

#define EMBEDDED(path, bytes) {path, bytes, sizeof bytes}

static const struct outreach_template templates[] = {
    EMBEDDED("tr/kurumsal.md", tr_kurumsal),
};

size_t outreach_template_count(void) { return sizeof templates / sizeof *templates; }

struct outreach_template outreach_template_at(size_t index) { return templates[index]; }
