variable "name" {
  type        = string
  description = "Globally unique name of the bucket."
}

variable "data_class" {
  type        = string
  description = "Class of the data kept here."

  validation {
    condition     = contains(["public", "internal", "confidential", "restricted"], var.data_class)
    error_message = "data_class must be public, internal, confidential or restricted."
  }
}

# Keys and buckets come as objects: whether there is one is then known before its name is.
variable "encryption" {
  type        = object({ kms_key_arn = string })
  default     = null
  description = "Key that encrypts the objects; without one S3 uses its own."
}

variable "versioning" {
  type        = bool
  default     = true
  description = "Whether overwritten and deleted objects can be brought back."
}

variable "access_log" {
  type        = object({ bucket = string })
  default     = null
  description = "Bucket that receives the access log; null for the access log bucket itself."
}

variable "expire_after_days" {
  type        = number
  default     = 3650
  description = "Age at which objects are removed."
}

variable "keep_versions_days" {
  type        = number
  default     = 90
  description = "How long replaced versions stay."
}

variable "services" {
  type = map(object({
    principal      = string
    source_account = string
    actions        = list(string)
    paths          = optional(list(string), ["/*"])
  }))
  default     = {}
  description = "AWS services that may use the bucket, by statement id."
}

variable "tags" {
  type        = map(string)
  default     = {}
  description = "Tags beside those of the provider."
}
