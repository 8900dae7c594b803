variable "name" {
  type        = string
  description = "Name of the role and its policy."
}

variable "description" {
  type        = string
  description = "Who uses the role, and for what."
}

variable "data_class" {
  type        = string
  description = "Highest class of data the role can reach."
}

variable "trusted_service" {
  type        = string
  default     = null
  description = "AWS service that assumes the role."
}

variable "trusted_federation" {
  type = object({
    provider_arn = string
    issuer       = string
    subjects     = list(string)
  })
  default     = null
  description = "Outside identity that assumes the role, bound to exact subjects."
}

variable "statements" {
  type = map(object({
    actions   = list(string)
    resources = list(string)
  }))
  description = "What the role may do, by statement id."
}

variable "tags" {
  type        = map(string)
  default     = {}
  description = "Tags beside those of the provider."
}
