#ifndef COUTREACH_TEMPLATES_H
#define COUTREACH_TEMPLATES_H

#include <stddef.h>

/* A template file as it was when the program was built. The bytes are static: they are never freed, and no file is
   read at run time. */
struct outreach_template {
  const char *path; /* below Sources/Outreach/Templates: "tr/kurumsal.md" */
  const unsigned char *bytes;
  size_t count;
};

size_t outreach_template_count(void);
struct outreach_template outreach_template_at(size_t index);

#endif
